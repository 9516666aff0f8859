using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Scheduler;
using Platform.Insights.Features.RecordOutcomes;
using Platform.Testing;

namespace Platform.Insights.Tests;

public sealed class HonoursBoardTests(Servers servers)
{
    private static readonly DateOnly Sunday = new(2026, 11, 29);
    private static readonly DateTimeOffset SundayEvening = new(2026, 11, 29, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Who_missed_nothing_is_ranked_by_how_much_they_logged_and_the_board_stands_as_it_was_made()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
        await RecordAsync(host,
        [
            .. Week(ids[0], Sunday, logged: 4, missed: 0), .. Week(ids[1], Sunday, logged: 2, missed: 0), .. Week(ids[2], Sunday, logged: 2, missed: 0),
            .. Week(ids[3], Sunday, logged: 9, missed: 1), .. Week(ids[4], Sunday.AddDays(1), logged: 9, missed: 0),
        ]);

        await MakeAsync(host, 1);
        await RecordAsync(host, [.. Week(ids[1], Sunday.AddDays(-1), logged: 8, missed: 0)]);
        await MakeAsync(host, 2);

        var board = await ReadAsync(host, Guid.CreateVersion7(), "operator", "?weekStart=2026-11-23");
        Places(board).ShouldBe([$"1 4 {ids[0]}", .. new[] { ids[1], ids[2] }.Order().Select(id => $"2 2 {id}")]);
        (board.GetProperty("athletes").GetInt32(), board.GetProperty("mine").ValueKind).ShouldBe((3, JsonValueKind.Null));
        host.Published<EngineRunReported>().ShouldAllBe(r => r.CompletedGlobally && r.Engine == Engines.HonoursBoard);
    }

    [Fact]
    public async Task An_athlete_sees_ranks_and_their_own_place_and_nobody_elses_id()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        var (me, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RecordAsync(host, [.. Week(me, Sunday, logged: 1, missed: 0), .. Week(other, Sunday, logged: 3, missed: 0)]);
        await MakeAsync(host, 1);

        var board = await ReadAsync(host, me, "athlete", "");

        board.GetProperty("weekStart").GetString().ShouldBe("2026-11-23");
        Places(board).ShouldBe(["1 3 ", $"2 1 {me}"]);
        board.GetProperty("mine").GetProperty("rank").GetInt32().ShouldBe(2);
        board.ToString().ShouldNotContain(other.ToString());
    }

    [Fact]
    public async Task Where_no_board_was_made_there_is_none_and_a_week_starts_on_a_Monday()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        using var client = host.ClientFor(Guid.CreateVersion7(), "athlete");

        (await client.GetAsync("/api/insights/honours-board")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/insights/honours-board?weekStart=2026-11-24")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Anonymous.GetAsync("/api/insights/honours-board")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static IEnumerable<string> Places(JsonElement board) => board.GetProperty("places").EnumerateArray()
        .Select(p => $"{p.GetProperty("rank")} {p.GetProperty("logged")} {p.GetProperty("userId").GetString()}");

    private static Task<JsonElement> ReadAsync(ServiceHost<Program> host, Guid reader, string role, string query) =>
        host.ClientFor(reader, role).GetFromJsonAsync<JsonElement>($"/api/insights/honours-board{query}");

    private static async Task MakeAsync(ServiceHost<Program> host, int reports)
    {
        await host.PublishAsync(new EngineDue(Tasks.HonoursBoard, Engines.HonoursBoard, Guid.CreateVersion7(), Sunday, SundayEvening, 1, []));
        await Eventually.AssertAsync(() => host.Published<EngineRunReported>().Count.ShouldBe(reports));
    }

    private static IEnumerable<OutcomeRow> Week(Guid user, DateOnly date, int logged, int missed) =>
        Enumerable.Range(0, logged).Select(i => new OutcomeRow(user, date, $"logged-{i}", 1, 100, 5, null, null))
            .Concat(Enumerable.Range(0, missed).Select(i => new OutcomeRow(user, date, $"missed-{i}", 0, null, null, null, null)));

    private static async Task RecordAsync(ServiceHost<Program> host, List<OutcomeRow> rows)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        await Outcomes.RecordAsync(work, rows, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
