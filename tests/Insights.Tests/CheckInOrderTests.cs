using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Insights.Features.RecordCheckIns;
using Platform.ServiceDefaults.Data;
using Platform.Testing;

namespace Platform.Insights.Tests;

/// <summary>The row that stands must not depend on the order in which the messages came.</summary>
public sealed class CheckInOrderTests(Servers servers)
{
    private static readonly DateOnly Date = new(2026, 11, 23);
    private static readonly DateTimeOffset At = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    private static readonly Func<Guid, object>[] Sayings =
    [
        user => new DemandMissed(user, Engines.CheckInAnalyzer, Date, "check-in", "Check-in", At),
        user => new CheckInLogged(user, Date, 2, 2, 5.5m, 4, null, 1, At),
        user => new CheckInLogged(user, Date, 4, 3, 7.25m, 2, 81.4m, 2, At.AddMinutes(5)),
    ];

    [Fact]
    public async Task Of_each_part_of_the_story_the_highest_version_stands_in_any_order_one_by_one_or_all_at_once()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        Row[] alone =
        [
            new("missed", 0, null, null, null, null, null, null),
            new("logged", 1, 2, 2, 5.5m, 4, null, At),
            new("logged", 2, 4, 3, 7.25m, 2, 81.4m, At.AddMinutes(5)),
        ];
        for (var subset = 1; subset < 1 << Sayings.Length; subset++)
        {
            var members = Enumerable.Range(0, Sayings.Length).Where(i => (subset & (1 << i)) != 0).ToArray();
            var users = new List<Guid>();
            foreach (var order in Permutations(members))
            {
                var (oneByOne, atOnce) = (Guid.CreateVersion7(), Guid.CreateVersion7());
                users.AddRange([oneByOne, atOnce]);
                // Each twice, as a broker may deliver it.
                foreach (var saying in order.Concat(order))
                {
                    await HandleAsync(host, [Sayings[saying](oneByOne)]);
                }

                await HandleAsync(host, [.. order.Concat(order).Select(saying => Sayings[saying](atOnce))]);
            }

            var rows = await RowsAsync(host, users);
            rows.Count.ShouldBe(users.Count);
            var expected = alone[members[^1]];
            rows.ShouldAllBe(row => row == expected);
        }
    }

    [Fact]
    public async Task What_other_engines_missed_is_no_check_in()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        var user = Guid.CreateVersion7();
        await HandleAsync(host,
        [
            new DemandMissed(user, Engines.MealDelivery, Date, "dinner", "Dinner", At),
            new DemandMissed(user, Engines.CardioRegiment, Date, "easy-run", "Easy run", At),
        ]);
        (await RowsAsync(host, [user])).ShouldBeEmpty();
    }

    private static async Task HandleAsync(ServiceHost<Program> host, IReadOnlyList<object> messages)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        foreach (var kind in messages.GroupBy(m => m.GetType()))
        {
            await (kind.Key == typeof(CheckInLogged)
                ? new OnCheckInLogged().HandleAsync([.. kind.Cast<CheckInLogged>()], work, CancellationToken.None)
                : new OnDemandMissed().HandleAsync([.. kind.Cast<DemandMissed>()], work, CancellationToken.None));
        }

        await work.CommitAsync(CancellationToken.None);
    }

    private static async Task<List<Row>> RowsAsync(ServiceHost<Program> host, List<Guid> users)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        return await work.QueryAsync<Row>(
            "SELECT status, version, mood::int, energy::int, sleep_hours, soreness::int, weight_kg, logged_at FROM check_ins WHERE user_id = ANY(@ids)",
            new { ids = users.ToArray() });
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, at) => Permutations([.. items[..at], .. items[(at + 1)..]]).Select(rest => (int[])[item, .. rest]));

    private sealed record Row
    {
        public Row()
        {
        }

        public Row(string status, long version, int? mood, int? energy, decimal? sleepHours, int? soreness, decimal? weightKg, DateTimeOffset? loggedAt) =>
            (Status, Version, Mood, Energy, SleepHours, Soreness, WeightKg, LoggedAt) = (status, version, mood, energy, sleepHours, soreness, weightKg, loggedAt);

        public string Status { get; init; } = "";
        public long Version { get; init; }
        public int? Mood { get; init; }
        public int? Energy { get; init; }
        public decimal? SleepHours { get; init; }
        public int? Soreness { get; init; }
        public decimal? WeightKg { get; init; }
        public DateTimeOffset? LoggedAt { get; init; }
    }
}
