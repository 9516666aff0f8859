using System.Collections.Frozen;

namespace Platform.PlanGeneration.Domain.Racing;

internal enum RaceSport
{
    Running,
    Cycling,
    Swimming,
    Triathlon,
    Duathlon,
    FitnessRace,
    Strength,
    Other,
}

internal sealed record RaceLeg(RaceSport Sport, double DistanceM);

/// <summary>A kind of race that can be planned for.</summary>
/// <param name="Id">snake_case, as it is sent and stored.</param>
/// <param name="DistanceM">All legs together; null where each race has its own, and where there is none.</param>
/// <param name="PlanWeeks">How long a plan is where nobody says.</param>
/// <param name="TaperWeeks">The race week included.</param>
/// <param name="Coach">The specialisation that plans for it: <c>endurance</c>, <c>competitions</c>, <c>force</c>, <c>mixed</c>.</param>
/// <param name="Distances">The distances that a race of this kind may have; null where it is fixed or there is none.</param>
internal sealed record RaceFormat(
    string Id, string Name, RaceSport Sport, double? DistanceM, int PlanWeeks, int TaperWeeks, string Coach,
    DistanceLimits? Distances = null, bool IsTimed = true)
{
    public const string Endurance = "endurance";
    public const string Competitions = "competitions";
    public const string Force = "force";
    public const string Mixed = "mixed";

    /// <summary>Every format, in the order people are shown them.</summary>
    public static readonly IReadOnlyList<RaceFormat> All =
    [
        new("5k", "5 km", RaceSport.Running, 5_000, 10, 1, Endurance) { Article = "a 5 km race" },
        new("10k", "10 km", RaceSport.Running, 10_000, 12, 1, Endurance) { Article = "a 10 km race" },
        new("half_marathon", "Half marathon", RaceSport.Running, 21_097.5, 14, 2, Endurance) { Article = "a half marathon" },
        new("marathon", "Marathon", RaceSport.Running, 42_195, 16, 2, Endurance) { Article = "a marathon" },
        new("ultra_50k", "50 km ultra", RaceSport.Running, 50_000, 20, 2, Endurance),
        new("custom_run", "Run of another distance", RaceSport.Running, null, 12, 2, Endurance, new(1_000, 330_000)) { Article = "a run of another distance", Measured = "run" },
        new("hyrox", "HYROX", RaceSport.FitnessRace, 8_000, 12, 2, Competitions),
        new("deka_fit", "DEKA FIT", RaceSport.FitnessRace, 5_000, 12, 1, Competitions),
        new("deka_mile", "DEKA MILE", RaceSport.FitnessRace, 1_600, 10, 1, Competitions),
        new("deka_strong", "DEKA STRONG", RaceSport.FitnessRace, null, 8, 1, Competitions),
        new("triathlon_sprint", "Sprint triathlon", RaceSport.Triathlon, 25_750, 10, 1, Endurance) { Article = "a sprint triathlon", Legs = Triathlon(750, 20_000, 5_000) },
        new("triathlon_olympic", "Olympic triathlon", RaceSport.Triathlon, 51_500, 12, 1, Endurance) { Article = "an Olympic triathlon", Legs = Triathlon(1_500, 40_000, 10_000) },
        new("triathlon_half", "Half-distance triathlon", RaceSport.Triathlon, 112_997.5, 18, 2, Endurance) { Article = "a half-distance triathlon", Legs = Triathlon(1_900, 90_000, 21_097.5) },
        new("triathlon_full", "Full-distance triathlon", RaceSport.Triathlon, 225_995, 24, 3, Endurance) { Article = "a full-distance triathlon", Legs = Triathlon(3_800, 180_000, 42_195) },
        new("duathlon", "Duathlon", RaceSport.Duathlon, 55_000, 12, 1, Endurance)
        {
            Article = "a duathlon", Legs = [new(RaceSport.Running, 10_000), new(RaceSport.Cycling, 40_000), new(RaceSport.Running, 5_000)],
        },
        new("cycling", "Cycling", RaceSport.Cycling, null, 12, 1, Endurance, new(5_000, 600_000)) { Article = "a cycling race", Measured = "ride" },
        new("swim", "Swimming", RaceSport.Swimming, null, 12, 2, Endurance, new(100, 40_000)) { Article = "a swimming race", Measured = "swim" },
        new("powerlifting_meet", "Powerlifting meet", RaceSport.Strength, null, 12, 1, Force, IsTimed: false) { Article = "a powerlifting meet" },
        new("custom", "Another event", RaceSport.Other, null, 12, 1, Mixed) { Article = "another event" },
    ];

    private static readonly FrozenDictionary<string, RaceFormat> ById = All.ToFrozenDictionary(format => format.Id);

    /// <summary>As a sentence goes on with it: <c>a half marathon</c>, <c>an Olympic triathlon</c>.</summary>
    public string Article
    {
        get => field ?? $"a {Name}";
        init;
    }

    /// <summary>As a sentence begins with it.</summary>
    public string Opening => char.ToUpperInvariant(Article[0]) + Article[1..];

    /// <summary>What its distance is put before: <c>run</c> for <c>30 km run</c>; null where the name says it all.</summary>
    public string? Measured { get; init; }

    /// <summary>The legs of a race of several sports, in order; empty for one sport.</summary>
    public IReadOnlyList<RaceLeg> Legs { get; init; } = [];

    /// <summary>True where a race has to say its distance itself.</summary>
    public bool NeedsDistance => Distances is not null && DistanceM is null;

    /// <returns>Null where there is no such format.</returns>
    public static RaceFormat? Find(string? id) => id is null ? null : ById.GetValueOrDefault(id);

    /// <summary>This format at a race's own distance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The format's distance is fixed, or outside <see cref="Distances"/>.</exception>
    public RaceFormat At(double distanceM) => Distances is { } limits && limits.Allow(distanceM)
        ? this with { DistanceM = distanceM }
        : throw new ArgumentOutOfRangeException(nameof(distanceM), distanceM, "Not a distance of this format.");

    private static RaceLeg[] Triathlon(double swimM, double rideM, double runM) =>
        [new(RaceSport.Swimming, swimM), new(RaceSport.Cycling, rideM), new(RaceSport.Running, runM)];
}

internal sealed record DistanceLimits(double LeastM, double MostM)
{
    public bool Allow(double distanceM) => distanceM >= LeastM && distanceM <= MostM;
}
