namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>The disciplines that an exercise may serve, as they are stored and sent.</summary>
internal static class Disciplines
{
    public const string Strength = "strength";
    public const string Powerlifting = "powerlifting";
    public const string Bodybuilding = "bodybuilding";
    public const string Strongman = "strongman";
    public const string OlympicWeightlifting = "olympic_weightlifting";
    public const string Running = "running";
    public const string Cycling = "cycling";
    public const string Swimming = "swimming";
    public const string Triathlon = "triathlon";
    public const string Rowing = "rowing";
    public const string Cardio = "cardio";
    public const string Crossfit = "crossfit";
    public const string Hiit = "hiit";
    public const string Functional = "functional";
    public const string Circuit = "circuit";
    public const string Hyrox = "hyrox";
    public const string Deka = "deka";
    public const string Calisthenics = "calisthenics";
    public const string StreetWorkout = "street_workout";
    public const string Streetlifting = "streetlifting";
    public const string Yoga = "yoga";
    public const string Pilates = "pilates";
    public const string Mobility = "mobility";
    public const string Stretching = "stretching";
    public const string Boxing = "boxing";
    public const string Kickboxing = "kickboxing";
    public const string Mma = "mma";
    public const string Basketball = "basketball";
    public const string Football = "football";
    public const string Tennis = "tennis";
    public const string Plyometrics = "plyometrics";

    public static IReadOnlyList<string> All { get; } =
    [
        Strength, Powerlifting, Bodybuilding, Strongman, OlympicWeightlifting, Running, Cycling, Swimming, Triathlon, Rowing, Cardio,
        Crossfit, Hiit, Functional, Circuit, Hyrox, Deka, Calisthenics, StreetWorkout, Streetlifting, Yoga, Pilates, Mobility,
        Stretching, Boxing, Kickboxing, Mma, Basketball, Football, Tennis, Plyometrics,
    ];
}
