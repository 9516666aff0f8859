namespace Platform.Demo;

/// <summary>One try at the modal of an exercise.</summary>
/// <param name="Exercise">Zero-based position in the workout.</param>
internal sealed record Try(int Exercise, string Weight, string Reps, bool IsRight = true);

/// <summary>Who takes part, what they do, and what must come of it.</summary>
/// <param name="Zone">As the athlete gives it; one of them is none.</param>
/// <param name="State">What the Scheduler must say of the athlete.</param>
/// <param name="Trains">Whether a workout is due on the day.</param>
internal sealed record Athlete(
    string Name, string Zone, string State, bool Trains, IReadOnlyList<Try> Tries, IReadOnlyList<string> JobCards)
{
    public bool Paused { get; init; }
    public int StartsAfterDays { get; init; }
    public bool RestsThatDay { get; init; }

    /// <summary>Stored by an operator as an earlier system had it: the API takes no invalid zone from a person.</summary>
    public bool Imported { get; init; }

    public bool HasBlock { get; init; } = true;

    /// <summary>What a coach trains with them, on a day that neither a plan nor a block says anything of; null: no coach knows them.</summary>
    public string? Discipline { get; init; }

    /// <summary>A plan of four weeks, made for the day.</summary>
    public bool HasPlan { get; init; }

    /// <summary>Where the day's workout comes from.</summary>
    public string Source => HasPlan ? "plan" : Discipline is null || HasBlock ? "block" : "coach";

    public string Email => $"{Name.ToLowerInvariant()}@demo.invalid";

    /// <summary>A Discord id of their own, the same each time.</summary>
    public string DiscordId => (700_000_000_000_000_000 + Name.Aggregate(7L, (sum, letter) => (sum * 31) + letter)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How many exercises end up logged.</summary>
    public int Logged => Tries.Where(t => t.IsRight).Select(t => t.Exercise).Distinct().Count();

    public int Refused => Tries.Count(t => !t.IsRight);

    public static readonly IReadOnlyList<Athlete> All =
    [
        new("Tekaai", "Pacific/Kiritimati", "active", true, [new(0, "100", "5"), new(1, "62.5", "8"), new(2, "0", "12")], []),
        new("Maya", "Asia/Kathmandu", "active", true,
            [new(0, "abc", "5", false), new(0, "-1", "5", false), new(0, "80", "0", false), new(0, "80", "2.5", false), new(0, "80", "5")], []),
        new("Doyle", "America/St_Johns", "active", true, [], []),
        new("Camille", "Europe/Paris", "active", true, [new(0, "90", "5"), new(0, "92,5", "5"), new(1, "50", "10")], []),
        new("Nils", "-03:30", "active", true, [new(0, "heavy", "many", false), new(1, "40", "12")], []),
        new("Paula", "Europe/Paris", "paused", false, [], []) { Paused = true },
        new("Noor", "Asia/Kathmandu", "not_started", false, [], []) { StartsAfterDays = 30 },
        new("Ruth", "Europe/Paris", "active", false, [], []) { RestsThatDay = true },
        new("Ivo", "Mars/Olympus_Mons", "invalid_zone", false, [], ["invalid_time_zone"]) { Imported = true },
        new("Bea", "Europe/London", "active", true, [new(0, "60", "5")], ["missing_block"]) { HasBlock = false },
        new("Rosa", "America/Sao_Paulo", "active", true, [], []) { HasBlock = false, Discipline = "running", HasPlan = true },
        new("Kofi", "Africa/Accra", "active", true, [new(0, "24", "8")], []) { HasBlock = false, Discipline = "strength" },
    ];
}
