namespace Platform.Delivery.Channels.Discord;

/// <summary>What goes first while requests wait. None starves: a class that was passed over often enough has its turn.</summary>
internal enum SendPriority
{
    /// <summary>Look-ups, and the opening of channels for what is in hand.</summary>
    High,

    /// <summary>Posts.</summary>
    Normal,

    /// <summary>Edits, and late backlog.</summary>
    Low,
}
