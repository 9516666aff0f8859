using Platform.Contracts.Scheduler;
using Platform.Insights.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Insights.Features.HonoursBoard;

/// <summary>
/// The weekly honours: who missed nothing of what was decided in the week that holds the due instant (UTC), ranked by
/// how much they logged, down to rank 100. A week's board is made once; made again, it stays as it was.
/// </summary>
internal sealed partial class OnHonoursBoardDue(ILogger<OnHonoursBoardDue> log) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (message.Engine != Engines.HonoursBoard)
        {
            return;
        }

        var week = Week.Holding(DateOnly.FromDateTime(message.DueAt.UtcDateTime));
        var honoured = await work.ExecuteAsync(
            """
            WITH board AS (
                INSERT INTO honours_boards (week_start, made_at) VALUES (@Start, @DueAt) ON CONFLICT DO NOTHING RETURNING week_start
            ), ranked AS (
                SELECT user_id, count(*)::int AS logged, rank() OVER (ORDER BY count(*) DESC)::int AS rank
                FROM exercise_outcomes WHERE local_date BETWEEN @Start AND @End AND status <> 'open'
                GROUP BY user_id HAVING bool_and(status = 'logged')
            )
            INSERT INTO honours (week_start, user_id, rank, logged)
            SELECT week_start, user_id, rank, logged FROM ranked, board WHERE rank <= 100
            """,
            new { week.Start, week.End, message.DueAt }, ct);
        work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, [], [], CompletedGlobally: true));
        Made(log, week.Start, honoured);
    }

    [LoggerMessage(5002, LogLevel.Information, "Honours of the week of {WeekStart}: {Honoured} newly on the board")]
    private static partial void Made(ILogger logger, DateOnly weekStart, int honoured);
}
