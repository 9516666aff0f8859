using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Competitions;

/// <summary>The race: every run and every station in order, with target splits where they are known.</summary>
internal static class CompetitionRaceDay
{
    public static Session Build(SessionOrder order)
    {
        var course = Course.Of(order.Trainee, order.Target, order.Sport);
        var pacing = Pacing.Of(order.Trainee, order.Target);
        // The venue has what a place at home may not have.
        var stations = new StationSteps(order.Trainee with { Equipment = EquipmentSet.Everything }, pacing, 1);
        var writing = new SessionWriting(Specialisation.Competitions, order.Sport, SessionKind.Race)
        {
            Title = $"Race: {course.Name}",
            Purpose = course.Prediction is { } aim
                ? $"Target {RaceTime.Text(aim.Total)}. First half controlled, second half brave; the wall is met by those who sprint the sled."
                : "First half controlled, second half brave.",
        };
        foreach (var station in course.Stations)
        {
            var split = course.Prediction is { } prediction && station.Order <= prediction.Splits.Count ? prediction.Splits[station.Order - 1] : null;
            List<Step> steps = course.RunM > 0 ? [CompetitionRun.InRace(course, pacing, station.Order, split)] : [];
            steps.Add(Station(stations, station, split));
            writing.Add(PartKind.Main, $"{station.Order}. {station.Name}", steps);
        }

        if (course.Prediction is { } whole)
        {
            writing.Note($"Target splits: runs {RaceTime.Text(whole.RunTotal)}, stations {RaceTime.Text(whole.StationTotal)}, ways between them {RaceTime.Text(whole.Roxzone)}.");
        }

        writing.Note("Warm up well: easy running, hips, ankles and shoulders, a few quick steps, finished shortly before the start.");
        writing.Note("Nothing new today: shoes, gloves, breakfast and drinks that you know.");
        writing.Note(course.Note);
        return writing.Done(9.5m);
    }

    // What would stress what hurts is named with its target, not prescribed: whether to race with it is the athlete's decision.
    private static Step Station(StationSteps stations, Station station, HyroxSplit? split)
    {
        var target = split is null ? null : $"target {RaceTime.Text(split.StationTime)}";
        return stations.IsReal(station)
            ? WithoutAlternatives(stations.Of(station, 1, full: true, rpe: 9, note: target))
            : new EnduranceStep(
                Modes.Walk, (int)(split?.StationTime.TotalSeconds ?? 240), null, 4, null, null, null, null, null, null, 9,
                $"Station {station.Order}: {station.Text}{(target is null ? "" : $"; {target}")}");
    }

    private static Step WithoutAlternatives(Step step) => step is ExerciseStep exercise ? exercise with { Alternatives = [] } : step;
}
