using Dapper;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

/// <summary>
/// Puts runs back in line because an operator asked for it: they are sent as soon as they are looked for, and their
/// grace window does not hold any more. The one place that takes a run out of a final state.
/// </summary>
internal static class RunsAgain
{
    /// <summary>Out of which states a run may be sent again. What is under way is never touched.</summary>
    public static IReadOnlyList<string> Waiting { get; } = [RunStatus.Pending, RunStatus.Failed, RunStatus.Alerted, RunStatus.Skipped];

    /// <summary>Those that an operator has put in line already are left there.</summary>
    /// <param name="from">Which runs, as what follows <c>FROM</c>; the run is <c>r</c>. Taken from its first words, no text of a request.</param>
    /// <param name="values">The parameters of <paramref name="from"/>.</param>
    /// <param name="statuses">Those that may move: of <see cref="Waiting"/>, and completed where that was asked for.</param>
    /// <param name="perSecond">They are spread, so that the engines are not overrun.</param>
    /// <param name="most">How many at most, in the order of their key.</param>
    public static Task<int> QueueAsync(
        Work work, string from, object values, IReadOnlyList<string> statuses, int perSecond, int most, DateTimeOffset now, CancellationToken ct)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { Statuses = statuses.ToArray(), perSecond, most, again = now });
        return work.ScalarAsync<int>(
            $"""
            WITH picked AS (
                SELECT r.local_date, r.task, r.user_id FROM {from} AND r.status = ANY(@Statuses::run_status[])
                  AND NOT (r.forced AND (r.status = 'pending' OR r.ready_at <= @again) IS TRUE)
                ORDER BY r.local_date, r.task, r.user_id LIMIT @most FOR UPDATE OF r
            ), spread AS (
                SELECT *, interval '1 second' * ((row_number() OVER () - 1) / @perSecond) AS later FROM picked
            ), queued AS (
                UPDATE runs r SET status = CASE WHEN r.status = 'failed' THEN 'failed' ELSE 'pending' END::run_status,
                    ready_at = least(r.ready_at, @again + s.later), forced = true
                FROM spread s WHERE r.local_date = s.local_date AND r.task = s.task AND r.user_id = s.user_id
                RETURNING r.user_id
            )
            SELECT count(*)::int FROM queued
            """,
            parameters, ct);
    }
}
