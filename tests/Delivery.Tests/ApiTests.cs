using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests;

/// <summary>The web app's side: one's own logs and deliveries.</summary>
public sealed class ApiTests(Servers servers)
{
    [Fact]
    public async Task A_top_set_put_by_the_web_app_is_what_the_modal_would_have_stored()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        using var client = world.Service.ClientFor(athlete.Id);
        var stored = await PutAsync(client, "2026-11-22/back-squat", new { weightKg = 80, reps = 5 }, HttpStatusCode.OK);
        stored["version"]!.GetValue<int>().ShouldBe(1);
        stored["exerciseName"]!.GetValue<string>().ShouldBe("Back squat");
        (await PutAsync(client, "2026-11-22/back-squat", new { weightKg = 80, reps = 5 }, HttpStatusCode.OK))["version"]!.GetValue<int>().ShouldBe(1);
        (await PutAsync(client, "2026-11-22/back-squat", new { weightKg = 82.5, reps = 5 }, HttpStatusCode.OK))["version"]!.GetValue<int>().ShouldBe(2);

        var modal = await world.Discord.PressAsync(post, post.Button("Back squat"), athlete.DiscordId!);
        modal["response"]!["data"]!["components"]![0]!["component"]!["value"]!.GetValue<string>().ShouldBe("82.5");
    }

    [Fact]
    public async Task The_refusals_name_the_field_and_change_nothing()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, _) = await world.DeliveredAsync();
        using var client = world.Service.ClientFor(athlete.Id);
        var problem = await PutAsync(client, "2026-11-22/back-squat", new { weightKg = -1, reps = 2.5 }, HttpStatusCode.BadRequest);
        problem["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()).ShouldBe(["weightKg", "reps"]);
        await PutAsync(client, "2026-11-22/back-squat", new { }, HttpStatusCode.BadRequest);
        await PutAsync(client, "2026-11-22/back-squat", new { weightKg = "abc", reps = 5 }, HttpStatusCode.BadRequest);
        await PutAsync(client, "yesterday/back-squat", new { weightKg = 80, reps = 5 }, HttpStatusCode.BadRequest);
        await PutAsync(client, "2026-11-22/deadlift", new { weightKg = 80, reps = 5 }, HttpStatusCode.NotFound);
        await PutAsync(client, "2026-11-23/back-squat", new { weightKg = 80, reps = 5 }, HttpStatusCode.NotFound);
        await world.CloseAsync(athletes: athlete);
        (await PutAsync(client, "2026-11-22/back-squat", new { weightKg = 80, reps = 5 }, HttpStatusCode.Conflict))["type"]!.GetValue<string>()
            .ShouldBe("urn:platform:problem:day-closed");
        (await world.QueryAsync<string>("SELECT DISTINCT status FROM training_logs")).ShouldBe(["missed"]);
    }

    [Fact]
    public async Task Another_athletes_logs_and_deliveries_are_not_there()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        await world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "80", "5");
        using var other = world.Service.ClientFor(Guid.CreateVersion7());
        using var own = world.Service.ClientFor(athlete.Id);
        await PutAsync(other, "2026-11-22/back-squat", new { weightKg = 1, reps = 1 }, HttpStatusCode.NotFound);
        (await ItemsAsync(other, "api/logs?from=2026-11-01&to=2026-11-30"))["items"]!.AsArray().ShouldBeEmpty();
        (await ItemsAsync(other, "api/deliveries?from=2026-11-01&to=2026-11-30"))["items"]!.AsArray().ShouldBeEmpty();
        (await ItemsAsync(own, "api/logs?from=2026-11-01&to=2026-11-30"))["items"]!.AsArray().ShouldHaveSingleItem()!["weightKg"]!.GetValue<decimal>().ShouldBe(80);
        (await ItemsAsync(own, "api/deliveries?from=2026-11-22&to=2026-11-22"))["items"]!.AsArray().ShouldHaveSingleItem()!["status"]!.GetValue<string>().ShouldBe("delivered");
        (await own.GetAsync("api/logs?from=2026-11-23&to=2026-11-22")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ItemsAsync(own, "api/logs"))["items"]!.AsArray().Count.ShouldBe(1, "without from and to the period is open");
        (await own.GetAsync("api/deliveries?from=1.1.2026&limit=0&cursor=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var nobody = world.Service.Anonymous;
        (await nobody.GetAsync("api/logs?from=2026-11-01&to=2026-11-30")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.PutAsJsonAsync("api/logs/2026-11-22/back-squat", new { })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Row_security_hides_every_table_from_another_person()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        await world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "80", "5");
        foreach (var table in new[] { "athletes", "workouts", "discord_channels", "deliveries", "demand_days", "training_logs", "interactions" })
        {
            await using var own = await world.Service.Database.BeginForAsync(athlete.Id, TestContext.Current.CancellationToken);
            (await own.ScalarAsync<long>($"SELECT count(*) FROM {table}")).ShouldBe(1, table);
            await using var other = await world.Service.Database.BeginForAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken);
            (await other.ScalarAsync<long>($"SELECT count(*) FROM {table}")).ShouldBe(0, table);
            (await world.QueryAsync<bool>("SELECT relrowsecurity FROM pg_class WHERE relname = @table", new { table })).ShouldBe([true]);
        }
    }

    [Fact]
    public async Task Logs_come_by_pages_newest_date_first()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = Guid.CreateVersion7();
        await world.ExecuteAsync(
            """
            INSERT INTO training_logs (id, user_id, "timestamp", date, exercise_id, exercise_name, block_id, day_index, status)
            SELECT gen_random_uuid(), @athlete, now(), date '2026-11-01' + d, 'exercise-' || e, 'E', gen_random_uuid(), 0, 'missed'
            FROM generate_series(0, 24) d, generate_series(0, 9) e
            """,
            new { athlete });
        using var client = world.Service.ClientFor(athlete);
        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await ItemsAsync(client, $"api/logs?from=2026-11-01&to=2026-11-30&limit=100{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page["items"]!.AsArray().Select(i => $"{i!["date"]} {i["exerciseId"]}"));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        seen.Count.ShouldBe(250);
        seen.Distinct().Count().ShouldBe(250);
        seen[0].ShouldStartWith("2026-11-25");
        (await client.GetAsync("api/logs?from=2026-11-01&to=2026-11-30&cursor=!!")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("api/logs?from=2026-11-01&to=2026-11-30&cursor=AAAA")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("01/02/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11-22T00:00:00Z")]
    [InlineData("x")]
    public async Task A_date_is_taken_in_one_form_only(string date)
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        var text = Uri.EscapeDataString(date);

        foreach (var list in new[] { "logs", "deliveries" })
        {
            using var answer = await client.GetAsync($"api/{list}?from={text}&to={text}");
            await ShouldNameAsync(answer, "from", "to");
        }

        // A slash cannot stand in a segment of a path.
        using var put = await client.PutAsJsonAsync($"api/logs/{text.Replace("%2F", "-", StringComparison.Ordinal)}/back-squat", new { weightKg = -1, reps = 5 });
        await ShouldNameAsync(put, "date", "weightKg");
    }

    private static async Task ShouldNameAsync(HttpResponseMessage answer, params string[] fields)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        problem["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>()).ShouldBe(fields);
    }

    [Fact]
    public async Task Deliveries_come_by_pages_newest_date_first()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = Guid.CreateVersion7();
        await world.ExecuteAsync(
            """
            INSERT INTO deliveries (id, user_id, engine, local_date, part, parts, run_id, due_at, status, content, nonce, created_at)
            SELECT gen_random_uuid(), @athlete, engine, date '2026-11-01' + d, p, 2, gen_random_uuid(), now(), 'failed', '{}', engine || d || '-' || p, now()
            FROM unnest(ARRAY['a', 'b']) engine, generate_series(0, 4) d, generate_series(0, 1) p
            """,
            new { athlete });
        using var client = world.Service.ClientFor(athlete);
        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await ItemsAsync(client, $"api/deliveries?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page["items"]!.AsArray().Select(i => $"{i!["localDate"]} {i["engine"]}{i["part"]}"));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        seen.Count.ShouldBe(20);
        seen.Distinct().Count().ShouldBe(20);
        seen.Take(5).ShouldBe(["2026-11-05 a0", "2026-11-05 a1", "2026-11-05 b0", "2026-11-05 b1", "2026-11-04 a0"]);
    }

    private static async Task<JsonNode> PutAsync(HttpClient client, string path, object body, HttpStatusCode status)
    {
        using var response = await client.PutAsJsonAsync($"api/logs/{path}", body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<JsonNode> ItemsAsync(HttpClient client, string path) => (await client.GetFromJsonAsync<JsonNode>(path))!;
}
