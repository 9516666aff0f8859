using System.Text.Json;
using Platform.Contracts.Delivery;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Daily;

/// <summary>What the check-in, meals and cardio have in common: their logs are kept in <c>daily_logs</c>.</summary>
/// <typeparam name="TEntry">What is logged of an item.</typeparam>
internal abstract class DailyEngine<TEntry> : Engine
    where TEntry : class
{
    protected static IReadOnlyList<Reader> EveryReader { get; } =
        [.. Texts.Languages.SelectMany(l => new[] { new Reader(l, WeightUnit.Kg), new Reader(l, WeightUnit.Lb) })];

    protected abstract Form Form(Item item, TEntry? logged, Reader reader);

    protected abstract Reading<TEntry> Read(IReadOnlyDictionary<string, string> inputs, Reader reader);

    protected abstract string Show(TEntry entry, Reader reader);

    /// <summary>Tells others of a log.</summary>
    protected abstract void TellLogged(Demand demand, TEntry entry, long version, DateTimeOffset now, Work work);

    /// <param name="logged">What is logged of an item, as its person reads it; null: nothing.</param>
    protected abstract Post Describe(Shown shown, Func<string, string?> logged);

    /// <summary>The item by the name that its person reads.</summary>
    protected virtual Item AsRead(Demand demand) => demand.Item;

    public override async Task<IReadOnlyDictionary<Guid, Post>> DescribeAsync(IReadOnlyList<Shown> shown, Work work, CancellationToken ct)
    {
        var rows = await work.QueryAsync<(Guid UserId, DateOnly Date, string ItemId, string Entry)>(
            """
            SELECT l.user_id, l.local_date, l.item_id, l.entry::text
            FROM (SELECT DISTINCT * FROM unnest(@Users, @Dates) AS d (user_id, local_date)) d JOIN daily_logs l USING (user_id, local_date)
            WHERE l.engine = @Name AND l.status = 'logged'
            """,
            new { Name, Users = shown.Select(s => s.UserId).ToArray(), Dates = shown.Select(s => s.LocalDate).ToArray() }, ct);
        var logs = rows.ToDictionary(r => (r.UserId, r.Date, r.ItemId), r => ReadEntry(r.Entry));
        return shown.ToDictionary(s => s.DeliveryId, s => Describe(
            s, item => logs.TryGetValue((s.UserId, s.LocalDate, item), out var entry) ? Show(entry, s.Reader) : null));
    }

    public override async Task<Form> FormAsync(Demand demand, Work work, CancellationToken ct) =>
        Form(AsRead(demand), (await FindAsync(demand, work, ct))?.Read(), demand.Reader);

    public override async Task<LogResult> LogAsync(
        Demand demand, IReadOnlyDictionary<string, string> inputs, string? interactionId, DateTimeOffset now, Work work, CancellationToken ct)
    {
        var (entry, faults) = Read(inputs, demand.Reader);
        if (entry is null)
        {
            return LogResult.Faulty(faults);
        }

        var row = await FindAsync(demand, work, ct);
        var before = row?.Read();
        if (!entry.Equals(before))
        {
            var version = (row?.Version ?? 0) + 1;
            await StoreAsync(demand, entry, version, interactionId, now, work, ct);
            TellLogged(demand, entry, version, now, work);
        }

        var (logged, asked) = await CountAsync(demand, work, ct);
        return new(Show(entry, demand.Reader), before is null ? null : Show(before, demand.Reader), logged, asked, []);
    }

    public override async Task MissAsync(
        DateOnly localDate, IReadOnlyList<Asked> asked, DateTimeOffset dueAt, DateTimeOffset now, Work work, CancellationToken ct)
    {
        var rows = asked.SelectMany(a => Items(a.Content).Select(item => (a.UserId, item.Id, item.Name))).ToList();
        var missed = await work.QueryAsync<(Guid UserId, string ItemId, string ItemName)>(
            """
            INSERT INTO daily_logs (id, user_id, engine, local_date, item_id, item_name, status, logged_at)
            SELECT id, user_id, @Name, @localDate, item_id, item_name, 'missed', @now
            FROM unnest(@Ids, @Users, @Items, @Names) AS m (id, user_id, item_id, item_name)
            ON CONFLICT (user_id, engine, local_date, item_id) DO NOTHING
            RETURNING user_id, item_id, item_name
            """,
            new
            {
                Name,
                localDate,
                now,
                Ids = rows.ConvertAll(_ => Guid.CreateVersion7()).ToArray(),
                Users = rows.ConvertAll(r => r.UserId).ToArray(),
                Items = rows.ConvertAll(r => r.Id).ToArray(),
                Names = rows.ConvertAll(r => r.Name).ToArray(),
            },
            ct);
        foreach (var (userId, itemId, itemName) in missed)
        {
            work.Publish(new DemandMissed(userId, Name, localDate, itemId, itemName, dueAt));
        }
    }

    /// <summary>How an item stands, for its post.</summary>
    protected static ItemState StateOf(string? logged, bool isClosed) => (logged, isClosed) switch
    {
        (null, true) => ItemState.Missed,
        (null, false) => ItemState.Open,
        (_, true) => ItemState.Closed,
        _ => ItemState.Logged,
    };

    private Task StoreAsync(Demand demand, TEntry entry, long version, string? interactionId, DateTimeOffset now, Work work, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            INSERT INTO daily_logs (id, user_id, engine, local_date, item_id, item_name, status, entry, version, logged_at, interaction_id)
            VALUES (@Id, @UserId, @Name, @LocalDate, @ItemId, @ItemName, 'logged', @entry::jsonb, @version, @now, @interactionId)
            ON CONFLICT (user_id, engine, local_date, item_id) DO UPDATE SET
                status = 'logged', entry = excluded.entry, version = excluded.version, logged_at = excluded.logged_at, interaction_id = excluded.interaction_id
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                demand.UserId,
                Name,
                demand.LocalDate,
                ItemId = demand.Item.Id,
                ItemName = demand.Item.Name,
                entry = JsonSerializer.Serialize(entry, JsonSerializerOptions.Web),
                version,
                now,
                interactionId,
            },
            ct);

    private Task<Row?> FindAsync(Demand demand, Work work, CancellationToken ct) => work.SingleOrDefaultAsync<Row>(
        """
        SELECT entry::text, version FROM daily_logs
        WHERE user_id = @UserId AND engine = @Name AND local_date = @LocalDate AND item_id = @ItemId AND status = 'logged'
        """,
        new { demand.UserId, Name, demand.LocalDate, ItemId = demand.Item.Id }, ct);

    private async Task<(int Logged, int Asked)> CountAsync(Demand demand, Work work, CancellationToken ct)
    {
        var contents = await work.QueryAsync<string>(
            """
            SELECT content::text FROM deliveries
            WHERE user_id = @UserId AND engine = @Name AND local_date = @LocalDate AND kind = 'drop' AND content IS NOT NULL
            """,
            new { demand.UserId, Name, demand.LocalDate }, ct);
        var logged = await work.ScalarAsync<long>(
            "SELECT count(*) FROM daily_logs WHERE user_id = @UserId AND engine = @Name AND local_date = @LocalDate AND status = 'logged'",
            new { demand.UserId, Name, demand.LocalDate }, ct);
        return ((int)logged, contents.Sum(c => Items(c).Count));
    }

    private static TEntry ReadEntry(string json) => JsonSerializer.Deserialize<TEntry>(json, JsonSerializerOptions.Web)!;

    private sealed record Row
    {
        public string Entry { get; init; } = "";
        public long Version { get; init; }
        public TEntry Read() => ReadEntry(Entry);
    }
}
