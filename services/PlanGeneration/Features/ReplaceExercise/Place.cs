using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Features.ReplaceExercise;

/// <summary>Where in a workout an exercise stands.</summary>
/// <param name="Session">Of a block's day one that is made of its lines.</param>
/// <param name="Exercise">The catalogue's; null where it is not known there, such as for a run.</param>
internal sealed record Place(DailyWorkout Workout, bool IsBlock, Session Session, int Part, int Step, WorkoutExercise Before, Exercise? Exercise)
{
    /// <param name="exerciseId">Of a line, or of the catalogue.</param>
    public static Place? Of(WorkoutRow row, string exerciseId)
    {
        var workout = row.ReadWorkout();
        if (row.ReadSession() is not { } session)
        {
            var index = workout.Exercises.ToList().FindIndex(e => e.ExerciseId == exerciseId);
            return index < 0 ? null : new(
                workout, true, BlockSession.Of(workout), 0, index, workout.Exercises[index], BlockSession.Find(workout.Exercises[index], CatalogueIndex.Shipped));
        }

        var lines = WorkoutLines.Numbered(session);
        if (lines.FirstOrDefault(l => l.Line.ExerciseId == exerciseId && l.Step is not null) is { } line)
        {
            // A lighter set before the working sets goes with them.
            if (session.Parts[line.Part].Kind == PartKind.WarmUp && ExerciseAt(session, line.Part, line.Step!.Value) is { } ramp
                && lines.FirstOrDefault(l => l.Line.AsksTopSet && l.Line.ExerciseId == ramp.Id) is { } working)
            {
                line = working;
            }

            return new(workout, false, session, line.Part, line.Step!.Value, line.Line, ExerciseAt(session, line.Part, line.Step.Value));
        }

        // One of a part that is a single line.
        for (var part = 0; part < session.Parts.Count; part++)
        {
            for (var step = 0; step < session.Parts[part].Steps.Count; step++)
            {
                if (session.Parts[part].Steps[step] is ExerciseStep exercise && exercise.ExerciseId == exerciseId)
                {
                    return new(workout, false, session, part, step, lines.First(l => l.Part == part).Line, ExerciseAt(session, part, step));
                }
            }
        }

        return null;
    }

    /// <returns>The workout with the replacement, its line, and the session to store: none for a block's day.</returns>
    public (DailyWorkout Workout, WorkoutExercise Line, Session? Stored) Changed(Session changed, ExerciseStep step)
    {
        if (!IsBlock)
        {
            var lines = WorkoutLines.Numbered(changed);
            return (Workout with { Exercises = [.. lines.Select(l => l.Line)] }, lines.First(l => l.Part == Part && (l.Step is null || l.Step == Step)).Line, changed);
        }

        var line = BlockSession.Line(Before, step, Workout.Exercises.Where(e => e != Before).Select(e => e.ExerciseId));
        return (Workout with { Exercises = [.. Workout.Exercises.Select(e => e == Before ? line : e)] }, line, null);
    }

    private static Exercise? ExerciseAt(Session session, int part, int step) =>
        session.Parts[part].Steps[step] is ExerciseStep exercise ? CatalogueIndex.Shipped.Find(exercise.ExerciseId) : null;
}
