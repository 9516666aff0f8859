using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Sessions;

/// <summary>The ways of doing endurance: what each needs, what it stresses, how fast anyone is, and what stands in for it.</summary>
internal static class Modes
{
    public const string Run = "run";
    public const string Walk = "walk";
    public const string Bike = "bike";
    public const string Swim = "swim";
    public const string Row = "row";
    public const string SkiErg = "ski_erg";

    // By any one of these items; running and walking need nothing.
    private static readonly Dictionary<string, string[]> Needs = new()
    {
        [Run] = [],
        [Walk] = [],
        [Bike] =
        [
            "bicycle", "stationary-bike", "road-bike", "spin-bike", "bike-erg", "air-bike", "smart-bike", "smart-trainer", "upright-bike",
            "recumbent-bike", "gravel-bike", "mountain-bike", "tt-bike", "track-bike", "bike-rollers", "e-bike",
        ],
        [Swim] = ["pool-25m", "pool-50m", "open-water", "home-pool", "swimming-pool"],
        [Row] = ["rowing-erg", "water-rower", "rowing-boat"],
        [SkiErg] = ["ski-erg"],
    };

    // Paces that nobody keeps, in s/km.
    private static readonly Dictionary<string, int> Fastest = new() { [Run] = 100, [Walk] = 240, [Bike] = 50, [Swim] = 450, [Row] = 150, [SkiErg] = 150 };

    private static readonly Dictionary<string, BodyArea[]> Stresses = new()
    {
        [Run] = [BodyArea.Foot, BodyArea.Ankle, BodyArea.Calf, BodyArea.Knee, BodyArea.Hamstring, BodyArea.Hip, BodyArea.Groin],
        [Walk] = [BodyArea.Foot, BodyArea.Ankle],
        [Bike] = [BodyArea.Neck, BodyArea.Wrist],
        [Swim] = [BodyArea.Shoulder, BodyArea.Neck],
        [Row] = [BodyArea.LowerBack, BodyArea.Knee, BodyArea.Hip, BodyArea.Elbow, BodyArea.Wrist],
        [SkiErg] = [BodyArea.Shoulder, BodyArea.LowerBack, BodyArea.Elbow, BodyArea.UpperBack],
    };

    // What keeps most of the training effect comes first.
    private static readonly Dictionary<string, string[]> Instead = new()
    {
        [Run] = [Bike, Row, SkiErg, Swim, Walk],
        [Bike] = [Row, Run, SkiErg, Swim, Walk],
        [Swim] = [SkiErg, Row, Bike, Run, Walk],
        [Row] = [SkiErg, Bike, Run, Swim, Walk],
        [SkiErg] = [Row, Bike, Run, Swim, Walk],
        [Walk] = [Bike, Swim, Row, SkiErg],
    };

    public static IReadOnlyList<string> All { get; } = [.. Needs.Keys.Order(StringComparer.Ordinal)];

    public static bool IsKnown(string mode) => Needs.ContainsKey(mode);

    /// <summary>A pace that nobody keeps.</summary>
    public static int FastestSecPerKm(string mode) => Fastest[mode];

    public static bool IsPossible(string mode, EquipmentSet equipment)
    {
        var needs = Needs[mode];
        foreach (var item in needs)
        {
            if (equipment.Has(item))
            {
                return true;
            }
        }

        return needs.Length == 0;
    }

    public static bool Spares(string mode, IReadOnlySet<BodyArea> spare)
    {
        if (spare.Count > 0)
        {
            foreach (var area in Stresses[mode])
            {
                if (spare.Contains(area))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The mode itself, or what stands in for it where the place has not what it needs or it would stress what hurts.</summary>
    public static ModeChoice For(Trainee trainee, string wanted)
    {
        if (Fits(trainee, wanted))
        {
            return new(wanted, null);
        }

        var why = IsPossible(wanted, trainee.Equipment) ? $"{Gerund(wanted)} would stress what hurts" : $"there is nothing here for {Gerund(wanted).ToLowerInvariant()}";
        foreach (var other in Instead[wanted])
        {
            if (Fits(trainee, other))
            {
                return new(other, $"{Gerund(other)} stands in for {Gerund(wanted).ToLowerInvariant()}: {why}.");
            }
        }

        return new(Walk, $"Walk, and only where it is free of pain: {why}, and so would everything else.");
    }

    /// <summary>As the first word of a sentence.</summary>
    public static string Gerund(string mode) => mode switch
    {
        Run => "Running",
        Walk => "Walking",
        Bike => "Cycling",
        Swim => "Swimming",
        Row => "Rowing",
        _ => "Skiing on the erg",
    };

    /// <summary>A session's name: <c>Easy run</c>, <c>Long ride</c>.</summary>
    public static string Noun(string mode) => mode switch
    {
        Run => "run",
        Walk => "walk",
        Bike => "ride",
        Swim => "swim",
        Row => "row",
        _ => "ski-erg",
    };

    /// <summary>Of a sport: <c>run</c> for those that have none of their own.</summary>
    public static string Of(string sport) => sport switch
    {
        Disciplines.Cycling => Bike,
        Disciplines.Swimming => Swim,
        Disciplines.Rowing => Row,
        _ => Run,
    };

    private static bool Fits(Trainee trainee, string mode) => IsPossible(mode, trainee.Equipment) && Spares(mode, trainee.Spare);
}

/// <param name="Note">Why it is not what was wanted; null where it is.</param>
internal readonly record struct ModeChoice(string Mode, string? Note);
