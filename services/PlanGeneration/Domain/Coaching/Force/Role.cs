namespace Platform.PlanGeneration.Domain.Coaching.Force;

/// <summary>What an exercise is in a strength session.</summary>
internal enum Role
{
    /// <summary>The lift that the day is for.</summary>
    Primary,

    /// <summary>A big lift besides, or a variation of the first.</summary>
    Secondary,

    /// <summary>Single joints and what keeps the joints sound.</summary>
    Accessory,
    Core,
}
