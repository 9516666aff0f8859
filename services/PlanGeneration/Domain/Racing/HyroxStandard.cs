using System.Globalization;

namespace Platform.PlanGeneration.Domain.Racing;

internal enum HyroxDivision
{
    WomenOpen,
    WomenPro,
    MenOpen,
    MenPro,
    WomenDoubles,
    WomenProDoubles,
    MenDoubles,
    MenProDoubles,
    MixedDoubles,
}

internal enum HyroxStation
{
    SkiErg,
    SledPush,
    SledPull,
    BurpeeBroadJump,
    Row,
    FarmersCarry,
    SandbagLunges,
    WallBalls,
}

/// <param name="Order">1 to 8; a run of 1 km comes before each.</param>
/// <param name="LoadKg">Of one implement, sleds with the sled itself; null without a load.</param>
/// <param name="Implements">2 for the farmers carry, else 1 where there is a load.</param>
internal sealed record HyroxStationStandard(
    int Order, HyroxStation Station, string Name, int? DistanceM, int? Reps, double? LoadKg = null, int Implements = 0)
{
    /// <summary>Such as <c>Farmers carry 200 m, 2 × 24 kg</c>.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture,
        $"{Name} {(Reps is { } reps ? $"{reps} reps" : $"{DistanceM} m")}{(LoadKg is { } load ? Implements == 2 ? $", 2 × {load} kg" : $", {load} kg" : "")}");
}

/// <summary>What a HYROX race of one season and division asks for. Loads and repetitions change, so they are versioned.</summary>
/// <param name="Season">The season whose rules these are, such as <c>2024/25</c>.</param>
/// <param name="Note">Tells the athlete where the race's own season is not known here; null where it is.</param>
internal sealed record HyroxStandard(string Season, HyroxDivision Division, IReadOnlyList<HyroxStationStandard> Stations, string? Note)
{
    public const int Runs = 8;
    public const int RunM = 1_000;

    // Seasons by the year they begin in (rulebooks 2022/23 to 2025/26; the loads are the same in all of them). Until
    // 2023/24 women threw 75 wall balls, from 2024/25 on everybody throws 100.
    private const int FirstSeason = 2022;
    private const int LastSeason = 2025;
    private const int HundredForWomenFrom = 2024;

    // By season and division: nothing is made for a call.
    private static readonly HyroxStandard[][] Known =
        [.. Enumerable.Range(FirstSeason, LastSeason - FirstSeason + 1).Select(year => Enum.GetValues<HyroxDivision>().Select(division => Make(year, division)).ToArray())];

    /// <summary>The rules of a race on this date. A season begins in July.</summary>
    public static HyroxStandard On(DateOnly raceDate, HyroxDivision division) =>
        In(raceDate.Month >= 7 ? raceDate.Year : raceDate.Year - 1, division);

    /// <summary>The rules of a season by its name; the latest known with a note where the name says nothing.</summary>
    /// <param name="season"><c>2024/25</c>, or the year it begins in.</param>
    public static HyroxStandard For(string? season, HyroxDivision division)
    {
        var named = season is { Length: 4 or 7 } && int.TryParse(season.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && (season.Length == 4 || season == Name(year)) ? year : default(int?);
        return In(named, division, season);
    }

    /// <summary>Whom a division is for; null for mixed pairs.</summary>
    public static Sex? SexOf(HyroxDivision division) => division switch
    {
        HyroxDivision.WomenOpen or HyroxDivision.WomenPro or HyroxDivision.WomenDoubles or HyroxDivision.WomenProDoubles => Sex.Female,
        HyroxDivision.MixedDoubles => null,
        _ => Sex.Male,
    };

    public static bool IsPro(HyroxDivision division) =>
        division is HyroxDivision.WomenPro or HyroxDivision.MenPro or HyroxDivision.WomenProDoubles or HyroxDivision.MenProDoubles;

    private static HyroxStandard In(int? year, HyroxDivision division, string? asked = null)
    {
        var used = year is { } given ? Math.Clamp(given, FirstSeason, LastSeason) : LastSeason;
        var known = Known[used - FirstSeason][(int)division];
        return year == used
            ? known
            : known with
            {
                Note = $"The rules of season {(year is { } unknown ? Name(unknown) : asked ?? "(not given)")} are not known here; those of {known.Season} are used. Check the organiser's rulebook before the race.",
            };
    }

    private static string Name(int year) => $"{year}/{(year + 1) % 100:00}";

    private static HyroxStandard Make(int year, HyroxDivision division)
    {
        var women = SexOf(division) == Sex.Female;

        // Women open; men open, women pro and mixed pairs; men pro.
        var (push, pull, kettlebell, sandbag, ball) = (women, IsPro(division)) switch
        {
            (true, false) => (102, 78, 16, 10, 4),
            (false, true) => (202, 153, 32, 30, 9),
            _ => (152, 103, 24, 20, 6),
        };

        return new(Name(year), division,
        [
            new(1, HyroxStation.SkiErg, "SkiErg", 1_000, null),
            new(2, HyroxStation.SledPush, "Sled push", 50, null, push, 1),
            new(3, HyroxStation.SledPull, "Sled pull", 50, null, pull, 1),
            new(4, HyroxStation.BurpeeBroadJump, "Burpee broad jump", 80, null),
            new(5, HyroxStation.Row, "Row", 1_000, null),
            new(6, HyroxStation.FarmersCarry, "Farmers carry", 200, null, kettlebell, 2),
            new(7, HyroxStation.SandbagLunges, "Sandbag lunges", 100, null, sandbag, 1),
            new(8, HyroxStation.WallBalls, "Wall balls", null, women && year < HundredForWomenFrom ? 75 : 100, ball, 1),
        ], null);
    }
}
