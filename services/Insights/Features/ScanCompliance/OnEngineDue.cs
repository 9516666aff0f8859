using Microsoft.Extensions.Options;
using Platform.Contracts.Insights;
using Platform.Contracts.Scheduler;
using Platform.Insights.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Insights.Features.ScanCompliance;

/// <summary>
/// The weekly scan, once for everyone: flags who logged too little in the week that holds the due instant (UTC). A
/// flag is one per athlete and week, so a scan that runs again flags nobody twice.
/// </summary>
internal sealed partial class OnEngineDue(IOptions<ComplianceScanOptions> options, ILogger<OnEngineDue> log) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (message.Engine != Engines.ComplianceScan)
        {
            return;
        }

        var week = Week.Holding(DateOnly.FromDateTime(message.DueAt.UtcDateTime));
        var flagged = await work.QueryAsync<Flag>(
            """
            INSERT INTO compliance_flags (user_id, week_start, logged, missed, scanned_at)
            SELECT user_id, @Start, count(*) FILTER (WHERE status = 'logged'), count(*) FILTER (WHERE status = 'missed'), @DueAt
            FROM exercise_outcomes
            WHERE local_date BETWEEN @Start AND @End AND status <> 'open'
            GROUP BY user_id
            HAVING count(*) FILTER (WHERE status = 'logged') * 100 < @ThresholdPercent * count(*)
            ORDER BY user_id
            ON CONFLICT DO NOTHING
            RETURNING user_id, logged, missed
            """,
            new { week.Start, week.End, message.DueAt, options.Value.ThresholdPercent }, ct);
        foreach (var flag in flagged)
        {
            work.Publish(new ComplianceFlagged(flag.UserId, week.Start, flag.Logged, flag.Missed, message.DueAt));
        }

        work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, [], [], CompletedGlobally: true));
        Scanned(log, week.Start, flagged.Count);
    }

    private sealed record Flag(Guid UserId, int Logged, int Missed);

    [LoggerMessage(5001, LogLevel.Information, "Scanned the week of {WeekStart}: {Flagged} newly flagged")]
    private static partial void Scanned(ILogger logger, DateOnly weekStart, int flagged);
}
