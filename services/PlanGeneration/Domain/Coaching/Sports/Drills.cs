using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Sports;

/// <summary>Speed, agility, jumps and technique of a sport that is played.</summary>
internal static class Drills
{
    private static readonly Wish Sprints = Named("sprint", "hill-sprint", "strides", "high-knees", "air-bike-sprint");
    private static readonly Wish Acceleration = Named("a-skip", "b-skip", "high-knee-march", "skipping-drill", "bounding");
    private static readonly Wish Agility = Named("agility-ladder-drill", "cone-agility-drill", "defensive-slide", "shuttle-run", "lateral-line-hop", "split-step-drill", "carioca", "boxing-footwork");
    private static readonly Wish Throws = new(MovementPattern.Throw) { Variety = 3 };

    private static readonly Dictionary<string, Wish> Jumps = new[] { Disciplines.Basketball, Disciplines.Football, Disciplines.Tennis }.ToDictionary(
        sport => sport, sport => new Wish(MovementPattern.Jump) { Discipline = sport, Timed = false, Variety = 4 });

    private static readonly Dictionary<string, Wish> Technique = new()
    {
        [Disciplines.Basketball] = Named("basketball-layup-drill", "defensive-slide", "countermovement-jump", "shuttle-run", "single-leg-balance"),
        [Disciplines.Football] = Named("football-dribbling-drill", "cone-agility-drill", "shuttle-run", "carioca", "single-leg-balance"),
        [Disciplines.Tennis] = Named("tennis-shadow-swing", "split-step-drill", "serve-shoulder-prep", "skater-jump", "boxing-footwork", "single-leg-balance"),
    };

    public static IReadOnlyList<Slot> Of(SessionOrder order, string sport, string focus)
    {
        var rise = Progress.Of(order.Week);
        var turn = Progress.Block(order);
        var sprint = new Dose(3, 5, 8, 1, 1, 6 + (int)Math.Round(4 * rise), 8.5m, null, 75, Loaded: false);
        var quick = new Dose(2, 4, 6, 6, 8, 15 + (int)Math.Round(5 * rise), 7.5m, null, 45, Loaded: false);
        var jump = new Dose(3, 4, 5, 4, 4 + (int)Math.Round(2 * rise), 10, 7, null, 75, Loaded: false);
        var skill = new Dose(2, 3, 5, 10, 12, 60, 6, null, 30, Loaded: false);
        return focus switch
        {
            "speed" => [new(Acceleration, quick with { Rpe = 5, Most = 3 }, turn), new(Sprints, sprint, 0, "Full speed, full rest."), new(Sprints, sprint, 1), new(Jumps[sport], jump, turn), new(Agility, quick, turn)],
            "agility" => [new(Agility, quick, turn, "Low hips, short steps, eyes up."), new(Agility, quick, turn + 1), new(Agility, quick, turn + 2), new(Technique[sport], skill, turn), new(Agility, quick, turn + 3)],
            "plyometric" => [new(Jumps[sport], jump, turn, "Land softly and quietly, knees over feet."), new(Jumps[sport], jump, turn + 1), new(Throws, jump, turn), new(Jumps[sport], jump, turn + 2), new(Agility, quick, turn)],
            _ => [new(Technique[sport], skill, 0, "Slow and right before fast and nearly right."), new(Technique[sport], skill, 1), new(Technique[sport], skill, 2), new(Agility, quick, turn), new(Technique[sport], skill, 3)],
        };
    }

    public static string Name(string focus) => focus switch
    {
        "speed" => "Speed",
        "agility" => "Agility",
        "plyometric" => "Jumps and throws",
        _ => "Technique",
    };

    public static string Title(string sport, string focus, bool recovery)
    {
        var name = focus switch
        {
            "speed" => "Speed",
            "agility" => "Agility",
            "plyometric" => "Jumping power",
            "strength" => "Strength",
            _ => "Technique",
        };
        return $"{name} for {sport}{(recovery ? ", a lighter week" : "")}";
    }

    public static string Purpose(string sport, string focus) => focus switch
    {
        "speed" => "Be first to the ball: short sprints at full speed, each one after a full rest.",
        "agility" => "Stop, turn and go again under control: most of the game is played within a few metres.",
        "plyometric" => "Jump higher and land safer, with legs that give their force quickly.",
        "strength" => "Strong legs, hips and trunk make you faster and keep you in the game all season.",
        _ => $"Repeat what {sport} asks of you until you need not think of it.",
    };

    private static Wish Named(params string[] names) => new() { Named = names, NamedOnly = true, Variety = 3 };
}
