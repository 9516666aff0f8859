using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>A row of <c>strides</c>: clients of a wave, by a range of their ids, that are still to be walked.</summary>
internal sealed record Stride
{
    public Guid Id { get; init; }
    public string Zone { get; init; } = "";
    public string Task { get; init; } = "";
    public TimeOnly? OwnTime { get; init; }
    public DateOnly LocalDate { get; init; }
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Exclusive; null: from the first.</summary>
    public Guid? AfterUser { get; init; }

    /// <summary>Inclusive; null: to the last.</summary>
    public Guid? UptoUser { get; init; }

    public short Priority { get; init; }
    public bool Forced { get; init; }
    public int Failures { get; init; }

    /// <summary>About how many, when it is cut.</summary>
    public int Clients { get; init; }

    /// <summary>The task's grace window, when the stride is cut.</summary>
    public TimeSpan Grace { get; init; }
}

internal static class Strides
{
    // What fits in here is not worth spreading.
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Adds strides. What is late but may still run is spread out, so that the engines are not overrun after an outage;
    /// what is too late to run costs them nothing and is recorded at once.
    /// </summary>
    public static async Task AddAsync(Work work, IReadOnlyList<Stride> strides, SchedulerOptions options, DateTimeOffset now, CancellationToken ct)
    {
        if (strides.Count == 0)
        {
            return;
        }

        // What an operator asks for before its time does not wait for it.
        var ready = strides.Select(s => s.Forced && s.DueAt > now ? now : s.DueAt).ToArray();
        var paced = Enumerable.Range(0, strides.Count).Where(n => IsPaced(strides[n], now)).ToList();
        if (paced.Count > 0)
        {
            var slot = await TakeSlotsAsync(work, paced.Sum(n => strides[n].Clients) / (double)options.CatchUpPerSecond, now, ct);
            foreach (var n in paced)
            {
                ready[n] = slot <= now + Burst ? ready[n] : slot;
                slot += TimeSpan.FromSeconds(strides[n].Clients / (double)options.CatchUpPerSecond);
            }
        }

        await work.ExecuteAsync(
            """
            INSERT INTO strides (id, zone, task, own_time, local_date, due_at, after_user, upto_user, ready_at, priority, forced)
            SELECT * FROM unnest(@Ids, @Zones, @Tasks, @OwnTimes::time[], @Dates, @Dues, @Afters, @Upto, @Ready, @Priorities, @Forced)
            """,
            new
            {
                Ids = strides.Select(s => s.Id).ToArray(),
                Zones = strides.Select(s => s.Zone).ToArray(),
                Tasks = strides.Select(s => s.Task).ToArray(),
                OwnTimes = strides.Select(s => s.OwnTime?.ToTimeSpan()).ToArray(),
                Dates = strides.Select(s => s.LocalDate).ToArray(),
                Dues = strides.Select(s => s.DueAt).ToArray(),
                Afters = strides.Select(s => s.AfterUser).ToArray(),
                Upto = strides.Select(s => s.UptoUser).ToArray(),
                Ready = ready,
                Priorities = strides.Select(s => s.Priority).ToArray(),
                Forced = strides.Select(s => s.Forced).ToArray(),
            },
            ct);
    }

    private static bool IsPaced(Stride stride, DateTimeOffset now) =>
        Lateness.IsLate(stride.DueAt, now) && (stride.Forced || !Lateness.IsPast(stride.DueAt, stride.Grace, now));

    // The row's lock is held to the end of the transaction: replicas that catch up together take turns.
    private static async Task<DateTimeOffset> TakeSlotsAsync(Work work, double seconds, DateTimeOffset now, CancellationToken ct) =>
        await work.ScalarAsync<DateTimeOffset>(
            "UPDATE pace SET next_at = greatest(next_at, @now) + @Length RETURNING next_at - @Length",
            new { now, Length = TimeSpan.FromSeconds(seconds) }, ct);
}
