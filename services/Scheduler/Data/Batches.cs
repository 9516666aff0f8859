using Platform.Contracts.Scheduler;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>What was sent: a row of <c>batches</c> for each <see cref="EngineDue"/>.</summary>
internal static class Batches
{
    /// <summary>Publishes the messages with this transaction, and keeps what their run ids stand for.</summary>
    /// <param name="answerWithin">By the name of the task; the deadline is in real time, whatever the simulated clock says.</param>
    public static async Task SendAsync(
        Work work, IReadOnlyList<EngineDue> batches, Func<string, TimeSpan> answerWithin, DateTimeOffset now, CancellationToken ct)
    {
        if (batches.Count == 0)
        {
            return;
        }

        await work.ExecuteAsync(
            """
            INSERT INTO batches (run_id, task, engine, local_date, due_at, attempt, size, open, dispatched_at, answer_by)
            SELECT run_id, task, engine, local_date, due_at, attempt, size, greatest(size, 1), @Now, now() + within
            FROM unnest(@RunIds, @Tasks, @Engines, @Dates, @Dues, @Attempts, @Sizes, @Withins)
                AS b (run_id, task, engine, local_date, due_at, attempt, size, within)
            """,
            new
            {
                Now = now,
                RunIds = batches.Select(b => b.RunId).ToArray(),
                Tasks = batches.Select(b => b.Task).ToArray(),
                Engines = batches.Select(b => b.Engine).ToArray(),
                Dates = batches.Select(b => b.LocalDate).ToArray(),
                Dues = batches.Select(b => b.DueAt).ToArray(),
                Attempts = batches.Select(b => b.Attempt).ToArray(),
                Sizes = batches.Select(b => b.UserIds.Count).ToArray(),
                Withins = batches.Select(b => answerWithin(b.Task)).ToArray(),
            },
            ct);
        foreach (var batch in batches)
        {
            work.Publish(batch);
        }
    }
}
