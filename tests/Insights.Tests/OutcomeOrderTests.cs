using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Delivery;
using Platform.Insights.Features.RecordOutcomes;
using Platform.ServiceDefaults.Data;
using Platform.Testing;

namespace Platform.Insights.Tests;

/// <summary>The row that stands must not depend on the order in which the messages came.</summary>
public sealed class OutcomeOrderTests(Servers servers)
{
    private static readonly DateOnly Date = new(2026, 11, 23);
    private static readonly Guid Block = Guid.CreateVersion7();

    // What can be said of one exercise; the log comes twice, as a broker may deliver it.
    private static readonly Func<Guid, object>[] Sayings =
    [
        user => new WorkoutDelivered(user, Date, ["squat", "squat"], default, default),
        user => new LogMissed(user, Date, "squat", "Squat", Block, 0, default),
        user => Log(user, version: 1, weightKg: 100),
        user => Log(user, version: 2, weightKg: 102.5m),
        user => Log(user, version: 1, weightKg: 100),
    ];

    [Fact]
    public async Task Whatever_the_order_the_highest_version_stands()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        var orders = Permutations([0, 1, 2, 3, 4]).Select(order => (User: Guid.CreateVersion7(), Order: order)).ToList();
        orders.Count.ShouldBe(120);

        // The k-th message of every order, one transaction a step; then all at once, for a second set of users.
        for (var step = 0; step < Sayings.Length; step++)
        {
            await HandleAsync(host, orders.Select(o => Sayings[o.Order[step]](o.User)));
        }

        var together = orders.Select(o => (User: Guid.CreateVersion7(), o.Order)).ToList();
        await HandleAsync(host, together.SelectMany(o => o.Order.Select(i => Sayings[i](o.User))));

        var rows = await RowsAsync(host);
        rows.Count.ShouldBe(240);
        rows.ShouldAllBe(row => row == new Row("logged", 2, 102.5m, 5, Block));
    }

    [Fact]
    public async Task Every_part_of_the_story_alone_gives_the_same_row_in_any_order()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        for (var subset = 1; subset < 1 << 4; subset++)
        {
            var members = Enumerable.Range(0, 4).Where(i => (subset & (1 << i)) != 0).ToArray();
            var users = new List<Guid>();
            foreach (var order in Permutations(members))
            {
                var user = Guid.CreateVersion7();
                users.Add(user);
                foreach (var saying in order)
                {
                    await HandleAsync(host, [Sayings[saying](user)]);
                }
            }

            var expected = members[^1] switch
            {
                0 => new Row("open", -1, null, null, null),
                1 => new Row("missed", 0, null, null, Block),
                2 => new Row("logged", 1, 100, 5, Block),
                _ => new Row("logged", 2, 102.5m, 5, Block),
            };
            (await RowsAsync(host, users)).ShouldAllBe(row => row == expected);
        }
    }

    private static TopSetLogged Log(Guid user, long version, decimal weightKg) =>
        new(user, Date, "squat", "Squat", weightKg, 5, Block, 0, version, default);

    private static async Task HandleAsync(ServiceHost<Program> host, IEnumerable<object> messages)
    {
        // By the handlers themselves, group by group: the order between kinds is the order of their first messages.
        await using var scope = host.Services.CreateAsyncScope();
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        foreach (var kind in messages.GroupBy(m => m.GetType()))
        {
            await (kind.Key switch
            {
                var t when t == typeof(TopSetLogged) => new OnTopSetLogged().HandleAsync([.. kind.Cast<TopSetLogged>()], work, CancellationToken.None),
                var t when t == typeof(LogMissed) => new OnLogMissed().HandleAsync([.. kind.Cast<LogMissed>()], work, CancellationToken.None),
                _ => new OnWorkoutDelivered().HandleAsync([.. kind.Cast<WorkoutDelivered>()], work, CancellationToken.None),
            });
        }

        await work.CommitAsync(CancellationToken.None);
    }

    private static async Task<List<Row>> RowsAsync(ServiceHost<Program> host, List<Guid>? users = null)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        return await work.QueryAsync<Row>(
            "SELECT status, version, weight_kg, reps, block_id FROM exercise_outcomes WHERE @all OR user_id = ANY(@ids)",
            new { all = users is null, ids = users?.ToArray() ?? [] });
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, at) => Permutations([.. items[..at], .. items[(at + 1)..]]).Select(rest => (int[])[item, .. rest]));

    private sealed record Row(string Status, long Version, decimal? WeightKg, int? Reps, Guid? BlockId);
}
