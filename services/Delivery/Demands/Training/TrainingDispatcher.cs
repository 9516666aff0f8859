using System.Text.Json;
using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Training;

/// <summary>
/// The day's workout, which PlanGeneration made at night: posted with the last top set of each exercise, and one top set
/// asked for each. A workout that has not come yet is waited for.
/// </summary>
internal sealed class TrainingDispatcher : Engine
{
    private const int MostReleased = 200;

    public override string Name => Contracts.Scheduler.Engines.TrainingDispatcher;

    public override string DropTask => Tasks.DropTraining;

    public override string MissedTask => Tasks.LogMissedTraining;

    public override bool TellsClose => true;

    // Who does not train on that day and has no workout has nothing.
    public override async Task<IReadOnlyDictionary<Guid, Prepared>> PrepareAsync(DateOnly localDate, Guid[] users, Work work, CancellationToken ct) =>
        (await work.QueryAsync<(Guid UserId, string? Workout)>(
            """
            SELECT u.user_id, w.workout::text FROM unnest(@users) AS u (user_id)
            LEFT JOIN workouts w ON w.user_id = u.user_id AND w.local_date = @localDate
            LEFT JOIN athletes a ON a.user_id = u.user_id
            WHERE w.user_id IS NOT NULL OR coalesce(a.schedule_days >> @day & 1, 1) = 1
            """,
            new { users, localDate, day = (int)localDate.DayOfWeek }, ct))
        .ToDictionary(r => r.UserId, r => new Prepared(r.Workout is null ? null : Split(r.Workout)));

    public override async Task ReleaseWaitingAsync(Work work, DateTimeOffset now, CancellationToken ct)
    {
        var ready = await work.QueryAsync<Ready>(
            """
            SELECT d.id, d.user_id, d.local_date, d.run_id, d.due_at, w.workout::text AS workout
            FROM deliveries d JOIN workouts w ON w.user_id = d.user_id AND w.local_date = d.local_date
            WHERE d.status = 'waiting' AND d.engine = @Name ORDER BY d.id LIMIT @MostReleased FOR UPDATE OF d SKIP LOCKED
            """,
            new { Name, MostReleased }, ct);
        if (ready.Count == 0)
        {
            return;
        }

        var parts = ready.ConvertAll(r => (r.Id, Rows: NewDelivery.Drop(r.UserId, Name, r.LocalDate, r.RunId, r.DueAt, Split(r.Workout)).ToList()));
        await work.ExecuteAsync(
            """
            UPDATE deliveries d SET status = 'pending', content = p.content::jsonb, parts = p.parts
            FROM unnest(@Ids, @Contents, @Counts) AS p (id, content, parts) WHERE d.id = p.id
            """,
            new
            {
                Ids = parts.ConvertAll(p => p.Id).ToArray(),
                Contents = parts.ConvertAll(p => p.Rows[0].Content).ToArray(),
                Counts = parts.ConvertAll(p => p.Rows.Count).ToArray(),
            },
            ct);
        await NewDelivery.InsertAsync([.. parts.SelectMany(p => p.Rows.Skip(1))], now, work, ct);
    }

    public override IReadOnlyList<Item> Items(string content) => [.. WorkoutJson.Read(content).ToLog.Select(e => new Item(e.ExerciseId, e.Name))];

    public override async Task<IReadOnlyDictionary<Guid, Post>> DescribeAsync(IReadOnlyList<Shown> shown, Work work, CancellationToken ct)
    {
        var logs = await ReadLogsAsync(shown, work, ct);
        var drops = shown.Where(s => s.Kind == DeliveryKind.Drop).Select(s => (Shown: s, Workout: WorkoutJson.Read(s.Content))).ToList();
        var before = await LastTopSets.ReadAsync(drops, work, ct);
        var posts = drops.ToDictionary(d => d.Shown.DeliveryId, d => TrainingPost.Describe(
            d.Workout, d.Shown.LocalDate, d.Shown.Part, d.Shown.Parts, d.Shown.Reader, exercise => before.Find(d.Shown.DeliveryId, exercise),
            logs.GetValueOrDefault((d.Shown.UserId, d.Shown.LocalDate), []), d.Shown.IsClosed));

        var closes = shown.Where(s => s.Kind == DeliveryKind.Close).ToList();
        var asked = await ReadAskedAsync(closes, work, ct);
        foreach (var close in closes)
        {
            var workouts = asked[(close.UserId, close.LocalDate)].ToList();
            posts[close.DeliveryId] = TrainingPost.Close(
                workouts.FirstOrDefault()?.DayName ?? "", close.LocalDate, [.. workouts.SelectMany(w => w.ToLog)],
                logs.GetValueOrDefault((close.UserId, close.LocalDate), []), close.Reader, close.IsQuiet);
        }

        return posts;
    }

    public override async Task<Form> FormAsync(Demand demand, Work work, CancellationToken ct)
    {
        var logs = await DayLogs.ReadAsync(demand.UserId, demand.LocalDate, work, ct);
        return TopSetForm.For(demand.Item.Name, logs.Find(demand.Item.Id), demand.Reader);
    }

    public override async Task<LogResult> LogAsync(
        Demand demand, IReadOnlyDictionary<string, string> inputs, string? interactionId, DateTimeOffset now, Work work, CancellationToken ct)
    {
        var read = TopSetForm.TryRead(inputs, demand.Reader);
        if (read.Entry is not { } set)
        {
            return LogResult.Faulty(read.Faults);
        }

        var workout = WorkoutJson.Read(demand.Content);
        var logs = await DayLogs.ReadAsync(demand.UserId, demand.LocalDate, work, ct);
        var target = new Target(demand.UserId, demand.LocalDate, workout, workout.Find(demand.Item.Id)!);
        var (_, before) = await logs.StoreAsync(target, set, interactionId, now, work, ct);
        return new(set.Show(demand.Reader), before?.Show(demand.Reader), logs.Logged, workout.Asked, []);
    }

    public override void TellDelivered(Guid userId, DateOnly localDate, IReadOnlyList<Item> items, DateTimeOffset dueAt, DateTimeOffset now, Work work) =>
        work.Publish(new WorkoutDelivered(userId, localDate, [.. items.Select(i => i.Id)], dueAt, now));

    public override async Task MissAsync(
        DateOnly localDate, IReadOnlyList<Asked> asked, DateTimeOffset dueAt, DateTimeOffset now, Work work, CancellationToken ct)
    {
        var rows = asked.Select(a => (a.UserId, Workout: WorkoutJson.Read(a.Content)))
            .SelectMany(a => a.Workout.ToLog.Select(e => (a.UserId, e.ExerciseId, e.Name, a.Workout.BlockId, a.Workout.DayIndex))).ToList();
        var missed = await work.QueryAsync<(Guid UserId, string ExerciseId, string Name, Guid BlockId, int DayIndex)>(
            """
            INSERT INTO training_logs (id, user_id, "timestamp", date, exercise_id, exercise_name, block_id, day_index, status)
            SELECT id, user_id, @now, @localDate, exercise_id, exercise_name, block_id, day_index, 'missed'
            FROM unnest(@Ids, @Users, @Exercises, @Names, @Blocks, @Days) AS m (id, user_id, exercise_id, exercise_name, block_id, day_index)
            ON CONFLICT (user_id, date, exercise_id) DO NOTHING
            RETURNING user_id, exercise_id, exercise_name, block_id, day_index
            """,
            new
            {
                now,
                localDate,
                Ids = rows.ConvertAll(_ => Guid.CreateVersion7()).ToArray(),
                Users = rows.ConvertAll(r => r.UserId).ToArray(),
                Exercises = rows.ConvertAll(r => r.ExerciseId).ToArray(),
                Names = rows.ConvertAll(r => r.Name).ToArray(),
                Blocks = rows.ConvertAll(r => r.BlockId).ToArray(),
                Days = rows.ConvertAll(r => r.DayIndex).ToArray(),
            },
            ct);
        foreach (var m in missed)
        {
            work.Publish(new LogMissed(m.UserId, localDate, m.ExerciseId, m.Name, m.BlockId, m.DayIndex, dueAt));
        }
    }

    private static async Task<Dictionary<(Guid UserId, DateOnly Date), Dictionary<string, TopSet>>> ReadLogsAsync(
        IReadOnlyList<Shown> shown, Work work, CancellationToken ct)
    {
        var days = Days(shown);
        var rows = await work.QueryAsync<LogRow>(
            """
            SELECT l.user_id, l.date, l.exercise_id, l.weight_kg, l.reps
            FROM unnest(@Users, @Dates) AS d (user_id, date) JOIN training_logs l USING (user_id, date) WHERE l.status = 'logged'
            """,
            days, ct);
        return rows.GroupBy(r => (r.UserId, r.Date)).ToDictionary(g => g.Key, g => g.ToDictionary(r => r.ExerciseId, r => new TopSet(r.WeightKg, r.Reps)));
    }

    // What was delivered of each day, part by part.
    private static async Task<ILookup<(Guid UserId, DateOnly Date), Workout>> ReadAskedAsync(IReadOnlyList<Shown> closes, Work work, CancellationToken ct) =>
        (closes.Count == 0 ? [] : await work.QueryAsync<(Guid UserId, DateOnly Date, string Content)>(
            """
            SELECT d.user_id, d.local_date, d.content::text
            FROM unnest(@Users, @Dates) AS a (user_id, local_date) JOIN deliveries d USING (user_id, local_date)
            WHERE d.engine = 'training_dispatcher' AND d.kind = 'drop' AND d.status = 'delivered' ORDER BY d.part
            """,
            Days(closes), ct))
        .ToLookup(r => (r.UserId, r.Date), r => WorkoutJson.Read(r.Content));

    private static object Days(IReadOnlyList<Shown> shown)
    {
        var days = shown.Select(s => (s.UserId, s.LocalDate)).Distinct().ToList();
        return new { Users = days.ConvertAll(d => d.UserId).ToArray(), Dates = days.ConvertAll(d => d.LocalDate).ToArray() };
    }

    // As wide as it can become for anyone: what is split once stays split. One that cannot be read stops no other: it stays
    // as it is, and its delivery is rejected when it is to be shown.
    private static IReadOnlyList<string> Split(string content)
    {
        try
        {
            return SplitWide(WorkoutJson.Read(content));
        }
        catch (Exception unreadable) when (unreadable is JsonException or NullReferenceException or ArgumentException or InvalidOperationException)
        {
            return [content];
        }
    }

    private static IReadOnlyList<string> SplitWide(Workout workout) =>
        [.. DiscordMessage.Split(TrainingPost.Widen(workout)).Select(part => WorkoutJson.Write(workout with { Exercises = [.. workout.Exercises.Take(part)] }))];

    private sealed record Ready
    {
        public Guid Id { get; init; }
        public Guid UserId { get; init; }
        public DateOnly LocalDate { get; init; }
        public Guid RunId { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public string Workout { get; init; } = "";
    }

    private sealed record LogRow
    {
        public Guid UserId { get; init; }
        public DateOnly Date { get; init; }
        public string ExerciseId { get; init; } = "";
        public decimal WeightKg { get; init; }
        public int Reps { get; init; }
    }
}
