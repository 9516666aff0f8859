using Platform.Delivery.Channels;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Demands;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.ShowToday;

/// <summary>
/// <c>/today</c>: what every engine has for the person's date, sent or not, with what is logged; what was written down to be
/// sent can be logged from here too.
/// </summary>
internal sealed class TodayCommand(EngineSet engines, Database database, TimeProvider time) : PersonCommand(database, time)
{
    private readonly Database _database = database;

    // Discord counts the embeds of a message together.
    private const int MostEmbeds = 10;
    private const int MostText = 6000;

    protected override string Name => "today";

    protected override async Task<CommandReply> RunAsync(CommandCall call, Work work, CancellationToken ct)
    {
        var written = await work.QueryAsync<Row>(
            """
            SELECT d.id, d.engine, d.part, d.parts, d.content::text AS content, t.closed_at IS NOT NULL AS closed
            FROM deliveries d
            LEFT JOIN demand_days t ON t.user_id = d.user_id AND t.engine = d.engine AND t.local_date = d.local_date
            WHERE d.user_id = @UserId AND d.local_date = @Today AND d.kind = 'drop' ORDER BY d.engine, d.part
            """,
            new { call.Person.UserId, call.Today }, ct);
        List<(Guid? DeliveryId, Post Post)> posts = [];
        var waits = false;
        foreach (var engine in engines.All)
        {
            var rows = written.FindAll(d => d.Engine == engine.Name);
            var shown = rows.Count > 0
                ? rows.FindAll(d => d.Content is not null).ConvertAll(d => Shown(call, d.Id, d.Part, d.Parts, d.Content!, d.Closed))
                : await PlannedAsync(engine, call, ct);
            waits |= shown is null || (rows.Count > 0 && shown.Count == 0);
            var described = shown is { Count: > 0 } ? await engine.DescribeAsync(shown, work, ct) : new Dictionary<Guid, Post>();
            posts.AddRange((shown ?? []).Where(s => described.ContainsKey(s.DeliveryId))
                .Select(s => (rows.Count > 0 && !s.IsClosed ? s.DeliveryId : (Guid?)null, described[s.DeliveryId])));
        }

        return new(Reply(posts, waits, call.Texts), Changed: false);
    }

    // What has not been written down yet is shown as it would be now: also by a template that only its operator may see.
    // Nothing that this would tell is committed.
    private async Task<List<Shown>?> PlannedAsync(Engine engine, CommandCall call, CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        return (await engine.PrepareAsync(call.Today, [call.Person.UserId], work, ct)).GetValueOrDefault(call.Person.UserId) switch
        {
            null => [],
            { Contents: null } => null,
            { Contents: var contents } => [.. contents.Select((content, part) => Shown(call, Guid.CreateVersion7(), part, contents.Count, content, closed: false))],
        };
    }

    private static Shown Shown(CommandCall call, Guid id, int part, int parts, string content, bool closed) =>
        new(id, call.Person.UserId, call.Today, DeliveryKind.Drop, part, parts, content, call.Person.Reader, closed, IsQuiet: false);

    private static string Reply(List<(Guid? DeliveryId, Post Post)> posts, bool waits, Texts texts)
    {
        List<string> embeds = [];
        List<object> buttons = [];
        var length = 0;
        foreach (var (deliveryId, post) in posts)
        {
            var text = DiscordMessage.Content(post);
            length += PlainText.Length(text);
            if (embeds.Count == MostEmbeds || length > MostText)
            {
                break;
            }

            embeds.Add(text);
            if (deliveryId is { } id)
            {
                buttons.AddRange(DiscordMessage.Buttons(id, post));
            }
        }

        var left = posts.Count - embeds.Count;
        string[] notes = [.. waits ? [texts.TodayNotYet] : embeds.Count == 0 ? [texts.TodayNothing] : Array.Empty<string>(), .. left > 0 ? [texts.TodayMore(left)] : Array.Empty<string>()];
        return Replies.Ephemeral(string.Join('\n', notes), embeds, buttons.Take(DiscordMessage.MostButtons));
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Engine { get; init; } = "";
        public int Part { get; init; }
        public int Parts { get; init; }
        public string? Content { get; init; }
        public bool Closed { get; init; }
    }
}
