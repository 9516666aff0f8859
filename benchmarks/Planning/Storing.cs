using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Features.GeneratePlan;
using Platform.ServiceDefaults.Data;

namespace Platform.Benchmarks.Planning;

/// <summary>
/// Whole plans into PostgreSQL: generated, validated and stored by the service's code, beside the very same rows, made
/// beforehand, by COPY and by single INSERTs. One transaction a plan in each.
/// </summary>
internal sealed class Storing(Database database, ILogger<CheckedPlan> log, NpgsqlDataSource owner, IReadOnlyList<PlanOrder> orders, Figures figures)
{
    private const int Rounds = 5;
    private static readonly (int Connections, int Plans)[] Loads = [(1, 180), (8, 400)];
    private static readonly string Tables = string.Join(", ", PlanTable.All.Select(t => t.Name));
    private readonly List<PlanRows> _rows = [];

    public static async Task MeasureAsync(string connectionString, IReadOnlyList<PlanOrder> orders, Figures figures)
    {
        await using var service = Service.Over(connectionString);
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64 });
        await new Storing(
            service.Services.GetRequiredService<Database>(), service.Services.GetRequiredService<ILogger<CheckedPlan>>(), owner, orders, figures).MeasureAsync();
    }

    private async Task MeasureAsync()
    {
        await LearnRowsAsync();
        foreach (var (connections, plans) in Loads)
        {
            await RoundAsync(new($"warm-up_{connections}"), connections, plans / 2);
            for (var round = 0; round < Rounds; round++)
            {
                await RoundAsync(figures, connections, plans);
            }
        }
    }

    private async Task RoundAsync(Figures into, int connections, int plans)
    {
        await LegAsync(into, "copy", connections, plans, (connection, i) => StoringPeers.CopyAsync(connection, _rows[i % _rows.Count]));
        await LegAsync(into, "stored", connections, plans, (_, i) => StoreAsync(orders[i % orders.Count]));
        await LegAsync(into, "singles", connections, plans, (connection, i) => StoringPeers.SinglesAsync(connection, _rows[i % _rows.Count]));
        await DaysAloneAsync(into, connections, plans);
    }

    // As the handler of POST /api/training-plan/generate does it, once the request is read.
    private async Task StoreAsync(PlanOrder order)
    {
        var (user, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var work = await database.BeginForAsync(user, CancellationToken.None);
        if (!(await PlannerState.LockAsync(work, user, key: null, now, CancellationToken.None)).Locked
            || CheckedPlan.Build(order, order.Trainee, user, log) is not { } plan)
        {
            throw new InvalidOperationException($"{order.Target} was refused.");
        }

        var format = RaceFormat.Find(order.Target.Format);
        var race = format is null ? null : new Race(format.Id, format.Name, order.Target.RaceDate!.Value, null, order.Target.GoalSeconds, order.Target.Division, null);
        var row = await PlanStore.InsertAsync(
            work,
            new(user, plan, plan.Name, order.FirstDate, "rules", new(PlanProvenance.Rules, false, null, now), [], Follow: true, RaceId: null, race, null),
            now, CancellationToken.None);
        work.Publish(row.ToEvent());
        await work.CommitAsync(CancellationToken.None);
    }

    private async Task LegAsync(Figures into, string name, int connections, int plans, Func<NpgsqlConnection, int, Task> store)
    {
        await EmptyAsync();
        await TimeAsync(into, name, connections, plans, store);
        await VerifyAsync(plans);
    }

    private async Task DaysAloneAsync(Figures into, int connections, int plans)
    {
        await EmptyAsync();
        var ids = Enumerable.Range(0, plans).Select(_ => PlanIds.Next()).ToArray();
        await using (var seed = owner.CreateCommand(
            """
            INSERT INTO training_plans (id, user_id, version, name, status, first_date, start_date, weeks, target, seed, source, provenance, warnings, outline, created_at, changed_at)
            SELECT id, gen_random_uuid(), 1, 'x', 'draft', '2026-11-30', '2026-11-30', 1, '{}', 1, 'rules', '{}', '{}', '[1]', now(), now() FROM unnest($1) AS id
            """))
        {
            seed.Parameters.Add(new() { Value = ids.Select(i => i.Plan).ToArray() });
            await seed.ExecuteNonQueryAsync();
        }

        await TimeAsync(into, "copy_days", connections, plans, (connection, i) => StoringPeers.CopyDaysAsync(connection, _rows[i % _rows.Count], ids[i]));
    }

    private async Task TimeAsync(Figures into, string name, int connections, int plans, Func<NpgsqlConnection, int, Task> store)
    {
        var next = -1;
        var processor = new Processor();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await owner.OpenConnectionAsync();
            for (int i; (i = Interlocked.Increment(ref next)) < plans;)
            {
                await store(connection, i);
            }
        })));
        into.Add($"{name}_per_s_{connections}", plans / processor.Wall);
        into.Add($"{name}_cpu_{connections}", processor.All / plans * 1000);
    }

    private async Task LearnRowsAsync()
    {
        await using var connection = await owner.OpenConnectionAsync();
        foreach (var order in orders)
        {
            await ExecuteAsync($"TRUNCATE {Tables}");
            await StoreAsync(order);
            _rows.Add(await PlanRows.ReadAsync(connection, Planner.Build(order)));
        }

        var days = _rows.SelectMany(r => r.Of(PlanTable.Days)).Select(d => d[^1]).OfType<byte[]>().ToArray();
        figures.Add("json_kib_per_session", days.Average(d => d.Length) / 1024);
        figures.Add("json_kib_per_plan", days.Sum(d => (long)d.Length) / 1024.0 / _rows.Count);
    }

    private async Task EmptyAsync()
    {
        await ExecuteAsync($"TRUNCATE {Tables}");
        await ExecuteAsync("CHECKPOINT");
    }

    // A figure for rows that are not there is no figure.
    private async Task VerifyAsync(int plans)
    {
        var expected = Enumerable.Range(0, plans).Sum(i => (long)_rows[i % _rows.Count].Count);
        await using var count = owner.CreateCommand($"SELECT {string.Join(" + ", PlanTable.All.Select(t => $"(SELECT count(*) FROM {t.Name})"))}");
        var found = (long)(await count.ExecuteScalarAsync())!;
        if (found != expected)
        {
            throw new InvalidOperationException($"{plans} plans made {found} rows and not {expected}.");
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
