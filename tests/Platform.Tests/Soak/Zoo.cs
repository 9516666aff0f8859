using NodaTime;

namespace Platform.Tests.Soak;

/// <summary>The zones that people of the soak live in, and the chances of their lives.</summary>
internal static class Zoo
{
    /// <summary>
    /// Both ends of the date line; half and quarter hours; clock changes of one hour, of half an hour and of two; at night
    /// and at midnight; for Ramadan; and fixed offsets.
    /// </summary>
    public static IReadOnlyList<string> Zones { get; } =
    [
        "Pacific/Kiritimati", "Pacific/Apia", "Pacific/Pago_Pago", "-11:00", "+14:00", "Pacific/Chatham", "Australia/Lord_Howe",
        "Australia/Adelaide", "Asia/Kathmandu", "+05:45", "Asia/Gaza", "Asia/Beirut", "Africa/Cairo",
        "Africa/Casablanca", "Europe/Paris", "UTC", "Atlantic/Azores", "America/Nuuk", "America/St_Johns", "-03:30",
        "America/Santiago", "America/Havana", "America/New_York", "Pacific/Marquesas", "Antarctica/Troll",
    ];

    /// <summary>Hours at which clients want a task: many where clocks are changed.</summary>
    public static IReadOnlyList<LocalTime> Hours { get; } =
        [new(0, 0), new(0, 30), new(1, 45), new(2, 0), new(2, 30), new(3, 15), new(5, 0), new(12, 0), new(18, 20), new(23, 59)];

    public static Profile NewProfile(Random chance, LocalDate today) => new(
        Pick(chance, Zones),
        Paused: chance.NextDouble() < 0.05,
        Start: chance.NextDouble() switch
        {
            < 0.05 => null,
            < 0.15 => today.PlusDays(chance.Next(1, 60)),
            _ => today.PlusDays(-chance.Next(0, 100)),
        },
        Days(chance));

    /// <summary>One thing becomes another: mostly the zone.</summary>
    public static Profile Changed(Random chance, Profile profile, LocalDate today) => chance.NextDouble() switch
    {
        < 0.45 => profile with { Zone = Pick(chance, Zones) },
        // Across the date line and back.
        < 0.55 => profile with { Zone = profile.Zone is "Pacific/Kiritimati" or "+14:00" ? "Pacific/Pago_Pago" : "Pacific/Kiritimati" },
        < 0.58 => profile with { Zone = Profile.Nowhere },
        < 0.80 => profile with { Paused = !profile.Paused },
        < 0.90 => profile with { Start = chance.NextDouble() < 0.1 ? null : today.PlusDays(chance.Next(-30, 10)) },
        < 0.96 => profile with { Days = Days(chance) },
        _ => NewProfile(chance, today),
    };

    public static T Pick<T>(Random chance, IReadOnlyList<T> from) => from[chance.Next(from.Count)];

    private static HashSet<IsoDayOfWeek> Days(Random chance)
    {
        var all = Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None);
        return chance.NextDouble() < 0.4 ? [.. all] : [.. all.Where(_ => chance.NextDouble() < 0.6)];
    }
}
