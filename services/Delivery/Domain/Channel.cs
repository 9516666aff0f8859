namespace Platform.Delivery.Domain;

/// <summary>The ways to a person; the names in the database and the API.</summary>
internal static class Channel
{
    public const string Discord = "discord";
    public const string WebPush = "web_push";

    /// <summary>In the order in which they are tried where a person has chosen none.</summary>
    public static IReadOnlyList<string> All { get; } = [Discord, WebPush];
}
