using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;
using Platform.Delivery.Demands;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.RefreshMessages;

/// <summary>
/// Brings posted messages up to date where an answer to a press cannot: what was logged elsewhere, what was logged at the
/// same moment, days that are closed. An edit says the whole message, so one too many does no harm, and the last one wins.
/// </summary>
internal sealed class RefreshMessages(Database database, Descriptions descriptions, DiscordClient discord, TimeProvider time)
{
    private const int Most = 40;

    // Longer than an edit may take; if this process dies, another takes it up then.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TryFor = TimeSpan.FromDays(2);

    /// <returns>How many messages were taken up.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        List<Due> due;
        await using (var work = await database.BeginAsync(ct))
        {
            due = await TakeAsync(now, work, ct);
            await work.CommitAsync(ct);
        }

        // After the commit: what is logged from now on asks for another edit.
        var posts = await descriptions.OfAsync(due.ConvertAll(d => (d.Engine, new Shown(
            d.Id, d.UserId, d.LocalDate, d.Kind, d.Part, d.Parts, d.Content, d.Reader, d.IsClosed, IsQuiet: false))), ct);
        var ends = await Task.WhenAll(due.Select(async d => (d.Id, Again: await EditAsync(d, posts.GetValueOrDefault(d.Id), now, ct))));
        if (ends.Length > 0)
        {
            await using var work = await database.BeginAsync(ct);
            await SettleAsync(ends, now, work, ct);
            await work.CommitAsync(ct);
        }

        return due.Count;
    }

    private static Task<List<Due>> TakeAsync(DateTimeOffset now, Work work, CancellationToken ct) => work.QueryAsync<Due>(
        """
        WITH due AS MATERIALIZED (
            SELECT id FROM deliveries WHERE refresh_at <= @now AND status = 'delivered' AND channel = 'discord'
            ORDER BY refresh_at LIMIT @Most FOR UPDATE SKIP LOCKED),
        taken AS (UPDATE deliveries d SET refresh_at = @until FROM due WHERE d.id = due.id RETURNING d.*)
        SELECT d.id, d.user_id, d.engine, d.local_date, d.kind, d.part, d.parts, d.content::text AS content, d.application_id, d.channel_id, d.message_id,
            d.due_at, p.language, p.weight_unit, EXISTS (
                SELECT FROM demand_days t
                WHERE t.user_id = d.user_id AND t.engine = d.engine AND t.local_date = d.local_date AND t.closed_at IS NOT NULL) AS is_closed
        FROM taken d LEFT JOIN preferences p ON p.user_id = d.user_id
        """,
        new { now, until = now + Lease, Most }, ct);

    /// <returns>When to try again; null: it is done, or never will be.</returns>
    private async Task<DateTimeOffset?> EditAsync(Due due, Post? post, DateTimeOffset now, CancellationToken ct)
    {
        if (post is null)
        {
            return null;
        }

        var message = DiscordMessage.Render(due.Id, post);
        var answer = await discord.EditMessageAsync(due.ApplicationId, due.ChannelId, due.MessageId, message, ct);
        return answer switch
        {
            DiscordAnswer<string>.Done => null,
            DiscordAnswer<string>.Limited limited => limited.Until,
            // The message was deleted, or its channel is closed to us: there is nothing to bring up to date.
            DiscordAnswer<string>.Refused => null,
            _ => due.DueAt + TryFor > now ? now + Lease : null,
        };
    }

    // What was asked for anew meanwhile is done next: see DemandDay.Nudge.
    private static Task SettleAsync(IReadOnlyList<(Guid Id, DateTimeOffset? Again)> ends, DateTimeOffset now, Work work, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE deliveries d SET
            refresh_at = CASE WHEN d.refresh_at = @until THEN e.again ELSE coalesce(e.again, @now) END,
            shown_at = CASE WHEN e.again IS NULL THEN @now ELSE d.shown_at END
        FROM unnest(@Ids, @Again) AS e (id, again) WHERE d.id = e.id AND d.refresh_at >= @until AND d.refresh_at < @until + interval '1 second'
        """,
        new { now, until = now + Lease, Ids = ends.Select(e => e.Id).ToArray(), Again = ends.Select(e => e.Again?.ToUniversalTime()).ToArray() }, ct);

    private sealed class Due
    {
        public Guid Id { get; init; }
        public Guid UserId { get; init; }
        public string Engine { get; init; } = "";
        public DateOnly LocalDate { get; init; }
        public string Kind { get; init; } = "";
        public int Part { get; init; }
        public int Parts { get; init; }
        public string Content { get; init; } = "";
        public string? ApplicationId { get; init; }
        public string ChannelId { get; init; } = "";
        public string MessageId { get; init; } = "";
        public DateTimeOffset DueAt { get; init; }
        public string? Language { get; init; }
        public string? WeightUnit { get; init; }
        public bool IsClosed { get; init; }
        public Reader Reader => Reader.Of(Language, WeightUnit);
    }
}
