using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Racing;

namespace Platform.PlanGeneration.Domain.Coaching.Competitions;

/// <summary>The work of a station, whatever event it is of.</summary>
internal enum StationWork
{
    SkiErg,
    Row,
    AirBike,
    SledPush,
    SledPull,
    Tank,
    BurpeeBroadJump,
    WeightedBurpee,
    Carry,
    SandbagLunge,
    WeightedLunge,
    WallBall,
    BoxOver,
    SitUpThrow,
    ShoulderOver,
}

/// <param name="LoadKg">Of all implements together, in the race; null without a load.</param>
/// <param name="StepKg">The smallest change of the load that can be found in a gym.</param>
/// <param name="Text">As the event describes it.</param>
internal sealed record Station(int Order, StationWork Work, string Name, int? DistanceM, int? Reps, decimal? LoadKg, int Implements, decimal StepKg, string Text);

/// <summary>A race of runs and stations: HYROX or one of the DEKA formats, as an athlete will race it.</summary>
/// <param name="RunM">Before each station; 0 where there is no running.</param>
/// <param name="Prediction">Target splits; null where neither goal nor running ability is known, and for DEKA.</param>
/// <param name="Note">What the athlete has to know of the rules used here; null where there is nothing.</param>
internal sealed record Course(string Name, string Sport, int RunM, IReadOnlyList<Station> Stations, HyroxPrediction? Prediction, string? Note)
{
    private static readonly StationWork[] DekaWork =
    [
        StationWork.WeightedLunge, StationWork.Row, StationWork.BoxOver, StationWork.SitUpThrow, StationWork.SkiErg,
        StationWork.Carry, StationWork.AirBike, StationWork.ShoulderOver, StationWork.Tank, StationWork.WeightedBurpee,
    ];

    private static readonly StationWork[] HyroxWork =
    [
        StationWork.SkiErg, StationWork.SledPush, StationWork.SledPull, StationWork.BurpeeBroadJump, StationWork.Row,
        StationWork.Carry, StationWork.SandbagLunge, StationWork.WallBall,
    ];

    // By season, division and sex; the stations do not change, only what the athlete aims at.
    private static readonly Dictionary<(string, HyroxDivision), Station[]> Hyrox = new(
        from season in new[] { "2022/23", "2023/24", "2024/25", "2025/26" }
        from division in Enum.GetValues<HyroxDivision>()
        select KeyValuePair.Create((season, division), StationsOf(HyroxStandard.For(season, division))));

    public static Course Of(Trainee trainee, PlanTarget? target, string sport)
    {
        var format = target?.Format;
        if (format is null && (target?.Sport ?? sport) == Disciplines.Deka)
        {
            format = "deka_fit";
        }

        return DekaStandard.Find(format) is { } deka ? Of(deka, trainee.Profile.Sex) : HyroxOf(trainee, target);
    }

    private static Course HyroxOf(Trainee trainee, PlanTarget? target)
    {
        var division = Division(trainee, target?.Division);
        var standard = target?.RaceDate is { } date ? HyroxStandard.On(date, division) : HyroxStandard.For("2025/26", division);
        HyroxPrediction? prediction = target?.GoalSeconds is { } goal
            ? HyroxPrediction.ForGoal(TimeSpan.FromSeconds(Math.Clamp(goal, 1800, 36_000)), division)
            : trainee.Vdot is >= 25 and <= 80 ? HyroxPrediction.FromVdot(trainee.Vdot.Value, division) : null;
        var stations = Hyrox.TryGetValue((standard.Season, division), out var known) ? known : StationsOf(standard);
        return new("HYROX", Disciplines.Hyrox, HyroxStandard.RunM, stations, prediction, standard.Note);
    }

    /// <summary>As asked; else open, by the athlete's sex.</summary>
    private static HyroxDivision Division(Trainee trainee, string? asked) =>
        WireNames.Find<HyroxDivision>(asked) ?? (trainee.Profile.Sex == Sex.Female ? HyroxDivision.WomenOpen : HyroxDivision.MenOpen);

    private static Station[] StationsOf(HyroxStandard standard) => [.. standard.Stations.Select((s, i) => new Station(
        s.Order, HyroxWork[i], s.Name, s.DistanceM, s.Reps, s.LoadKg is { } load ? (decimal)load * s.Implements : null, s.Implements,
        HyroxWork[i] switch { StationWork.SledPush or StationWork.SledPull => 2.5m, StationWork.Carry => 4, _ => 1 }, s.Text))];

    private static Course Of(DekaStandard deka, Sex? sex) => new(
        RaceFormat.Find(deka.FormatId)!.Name, Disciplines.Deka, deka.RunM,
        [.. deka.Zones.Select((z, i) => new Station(
            z.Order, DekaWork[i], z.Name, z.Unit == "m" ? z.Amount : null, z.Unit == "m" ? null : z.Amount,
            z.LoadKg(sex) is { } load ? Math.Round((decimal)load * z.Implements) : null, z.Implements, z.Implements == 2 ? 2 : 1, z.Text))],
        null, deka.Note);
}
