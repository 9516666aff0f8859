namespace Platform.PlanGeneration.Domain;

/// <summary>What of a profile is to be another, as its athlete asked outside of the app. What is null stays.</summary>
/// <param name="At">When they asked.</param>
internal sealed record AskedElsewhere(bool? Paused, string? TimeZone, string? DiscordUserId, DateTimeOffset At)
{
    public bool IsNothing => this is { Paused: null, TimeZone: null, DiscordUserId: null };

    public Profile In(Profile profile) => profile with
    {
        Paused = Paused ?? profile.Paused,
        TimeZone = TimeZone ?? profile.TimeZone,
        DiscordUserId = DiscordUserId ?? profile.DiscordUserId,
    };
}
