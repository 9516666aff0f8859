using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Generation;

/// <param name="Completed">Who has a workout now, or needs none on that date.</param>
internal sealed record GenerationResult(IReadOnlyList<Guid> Completed, IReadOnlyList<EngineRunFailure> Failed);

/// <summary>
/// Makes the workouts of one date, for one person who opened the app or for a batch at 04:00: the same code, a
/// handful of statements however many people. The caller commits.
/// </summary>
internal sealed partial class GenerateWorkouts(TimeProvider time, ILogger<GenerateWorkouts> log)
{
    public async Task<GenerationResult> RunAsync(Work work, IReadOnlyCollection<Guid> users, DateOnly date, CancellationToken ct)
    {
        var failed = new List<EngineRunFailure>();
        var athletes = await GenerationInput.AthletesAsync(work, users, ct);
        foreach (var unknown in users.Distinct().Where(id => !athletes.ContainsKey(id)))
        {
            failed.Add(new(unknown, "There is no profile of this person here.", Retryable: false));
        }

        var open = athletes.Values.Where(a => a.Calendar.On(date) is DayStatus.Training or DayStatus.RestDay).ToList();
        var drafts = open.Count == 0 ? [] : await DraftAsync(work, open, date, failed, ct);
        var stored = await StoreWorkouts.RunAsync(work, drafts, date, time.GetUtcNow(), ct);
        foreach (var (draft, failure) in stored.Failed)
        {
            NotStored(log, draft.UserId, date, failure);
            failed.Add(new(draft.UserId, $"The workout could not be stored ({failure.SqlState})."));
        }

        Publish(work, stored.Written, date);
        var failures = failed.Select(f => f.UserId).ToHashSet();
        return new([.. athletes.Keys.Where(id => !failures.Contains(id))], failed);
    }

    private async Task<List<WorkoutDraft>> DraftAsync(
        Work work, List<AthleteRow> open, DateOnly date, List<EngineRunFailure> failed, CancellationToken ct)
    {
        var sources = await DaySources.LoadAsync(work, open, date, ct);
        var drafts = new List<WorkoutDraft>(open.Count);
        List<AthleteRow> byBlock = [];
        foreach (var athlete in open)
        {
            Try(athlete.UserId, date, failed, () =>
            {
                if (sources.IsDue(athlete))
                {
                    if (sources.Draft(athlete) is { } draft)
                    {
                        drafts.Add(draft);
                    }
                    else
                    {
                        byBlock.Add(athlete);
                    }
                }
            });
        }

        if (byBlock.Count > 0)
        {
            drafts.AddRange(await DraftBlocksAsync(work, byBlock, date, failed, ct));
        }

        return drafts;
    }

    private async Task<List<WorkoutDraft>> DraftBlocksAsync(
        Work work, List<AthleteRow> due, DateOnly date, List<EngineRunFailure> failed, CancellationToken ct)
    {
        var blocks = await Blocks.LoadAsync(work, [.. due.Select(a => a.BlockId).OfType<Guid>().Append(TrainingBlock.DefaultId).Distinct()], ct);
        var choices = due.ToDictionary(a => a.UserId, a => BlockChoice.For(a.BlockId, blocks));
        var progress = await GenerationInput.ProgressAsync(
            work, [.. choices.Where(c => c.Value is not null).Select(c => (c.Key, c.Value!.Block.Id))], date, ct);

        var drafts = new List<WorkoutDraft>(due.Count);
        foreach (var (userId, choice) in choices)
        {
            if (choice is null)
            {
                failed.Add(new(userId, "The assigned training block cannot be used, and neither can the default block."));
                continue;
            }

            Try(userId, date, failed, () =>
            {
                var index = progress[userId].IndexIn(choice.Block.Days.Count);
                drafts.Add(new(Guid.CreateVersion7(), userId, choice.Block.Id, index, WorkoutSources.Block, DailyWorkout.From(choice.Block, index)) { Fault = choice.Fault });
            });
        }

        return drafts;
    }

    // Whatever a rule makes of one athlete's data, the others get their workout.
    private void Try(Guid userId, DateOnly date, List<EngineRunFailure> failed, Action make)
    {
        try
        {
            make();
        }
        catch (Exception failure)
        {
            NotGenerated(log, userId, date, failure);
            failed.Add(new(userId, $"The workout could not be generated ({failure.GetType().Name})."));
        }
    }

    /// <summary>Tells of workouts that are new or changed, once the transaction is committed.</summary>
    public static void Publish(Work work, IReadOnlyList<WorkoutWritten> written, DateOnly date)
    {
        foreach (var (draft, id, version, generatedAt) in written)
        {
            work.Publish(new DailyWorkoutReady(
                draft.UserId, date, version, id, draft.ProgramId, draft.Workout.BlockName, draft.DayIndex, draft.Workout.DayName,
                draft.Source, draft.Workout.Exercises, generatedAt, draft.Session?.Purpose));
            if (draft.Fault is { } fault)
            {
                work.Publish(new RaiseJobCard(draft.UserId, fault.Kind, fault.Subject, fault.Detail, generatedAt));
            }
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "The workout of {UserId} for {Date:yyyy-MM-dd} could not be generated")]
    private static partial void NotGenerated(ILogger logger, Guid userId, DateOnly date, Exception failure);

    [LoggerMessage(2002, LogLevel.Error, "The workout of {UserId} for {Date:yyyy-MM-dd} could not be stored")]
    private static partial void NotStored(ILogger logger, Guid userId, DateOnly date, Exception failure);
}
