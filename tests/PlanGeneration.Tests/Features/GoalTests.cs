using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class GoalTests(Service service) : IClassFixture<Service>
{
    private const string All = "api/athletes/me/goals";

    [Fact]
    public async Task A_goal_is_set_read_replaced_and_deleted()
    {
        var me = service.Person(Guid.CreateVersion7());
        var response = await me.PostAsJsonAsync(All, Goal());
        var made = await Service.ReadAsync(response, HttpStatusCode.Created);
        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var address = response.Headers.Location!.ToString();
        made["unit"]!.GetValue<string>().ShouldBe("kg");
        made["active"]!.GetValue<bool>().ShouldBeTrue();

        (await Service.ReadAsync(await me.PutAsJsonAsync(address, made), HttpStatusCode.OK)).ToJsonString().ShouldBe(made.ToJsonString());
        made["current"] = 120;
        made["active"] = false;
        var changed = await Service.ReadAsync(await me.PutAsJsonAsync(address, made), HttpStatusCode.OK);
        changed["version"]!.GetValue<long>().ShouldBe(2);
        (await Service.ReadAsync(await me.GetAsync(address), HttpStatusCode.OK)).ToJsonString().ShouldBe(changed.ToJsonString());
        (await Service.ReadAsync(await me.PutAsJsonAsync(address, made), HttpStatusCode.PreconditionFailed))["currentVersion"]!.GetValue<long>().ShouldBe(2);

        (await me.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await me.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await me.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("body_weight", 60, null, null)]
    [InlineData("body_fat", 15, null, null)]
    [InlineData("one_rep_max", 120, "back-squat", null)]
    [InlineData("repetitions", 12, "back-squat", null)]
    [InlineData("hold", 60, "back-squat", null)]
    [InlineData("run_time", 2700, null, 10000)]
    [InlineData("run_distance", 21097, null, null)]
    [InlineData("weekly_sessions", 4, null, null)]
    [InlineData("weekly_hours", 6, null, null)]
    [InlineData("ftp", 280, null, null)]
    [InlineData("resting_heart_rate", 48, null, null)]
    public async Task Every_type_of_goal_is_stored(string type, int target, string? exercise, int? distance)
    {
        var goal = new JsonObject { ["type"] = type, ["target"] = target, ["exerciseId"] = exercise, ["distanceM"] = distance };
        var made = await Service.ReadAsync(await service.Person(Guid.CreateVersion7()).PostAsJsonAsync(All, goal), HttpStatusCode.Created);
        made["type"]!.GetValue<string>().ShouldBe(type);
        made["target"]!.GetValue<decimal>().ShouldBe(target);
    }

    [Fact]
    public async Task Faults_are_told_together()
    {
        var me = service.Person(Guid.CreateVersion7());
        me.DefaultRequestHeaders.Add("Idempotency-Key", new string('k', 101));
        var faulty = Goal();
        faulty["target"] = 0;
        faulty["deadline"] = "2026-11-21";
        (await Service.FaultsAsync(await me.PostAsJsonAsync(All, faulty))).ShouldBe(["Idempotency-Key", "target", "deadline"]);
        (await Service.ReadAsync(await me.GetAsync(All), HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_request_sets_one_goal_however_many_come_at_once()
    {
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var me = service.Person(id);
            me.DefaultRequestHeaders.Add("Idempotency-Key", "one");
            return (await Service.ReadAsync(await me.PostAsJsonAsync(All, Goal()), HttpStatusCode.Created)).ToJsonString();
        }));
        answers.Distinct().ShouldHaveSingleItem();

        var other = service.Person(Guid.CreateVersion7());
        other.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        (await Service.ReadAsync(await other.PostAsJsonAsync(All, Goal()), HttpStatusCode.Created)).ToJsonString().ShouldNotBe(answers[0]);
    }

    [Fact]
    public async Task Another_persons_goal_is_not_found_whatever_is_tried()
    {
        var owner = service.Person(Guid.CreateVersion7());
        var made = await Service.ReadAsync(await owner.PostAsJsonAsync(All, Goal()), HttpStatusCode.Created);
        var address = $"{All}/{made["id"]}";
        var id = Guid.CreateVersion7();
        var stranger = service.Person(id);
        await Service.ReadAsync(await stranger.GetAsync(address), HttpStatusCode.NotFound);
        await Service.ReadAsync(await stranger.PutAsJsonAsync(address, Goal()), HttpStatusCode.NotFound);
        await Service.ReadAsync(await stranger.PutAsJsonAsync(address, new JsonObject()), HttpStatusCode.NotFound);
        await Service.ReadAsync(await stranger.DeleteAsync(address), HttpStatusCode.NotFound);
        (await Service.ReadAsync(await stranger.GetAsync(All), HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
        await Service.ReadAsync(await owner.GetAsync(address), HttpStatusCode.OK);
        await Service.ReadAsync(await service.Host.Anonymous.GetAsync(All), HttpStatusCode.Unauthorized);

        await using var work = await service.Host.Database.BeginForAsync(id, CancellationToken.None);
        (await work.QueryAsync<Guid>("SELECT user_id FROM goals")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Goals_are_listed_page_by_page()
    {
        var me = service.Person(Guid.CreateVersion7());
        List<Guid> made = [];
        for (var i = 0; i < 3; i++)
        {
            made.Add((await Service.ReadAsync(await me.PostAsJsonAsync(All, Goal()), HttpStatusCode.Created))["id"]!.GetValue<Guid>());
        }

        var first = await Service.ReadAsync(await me.GetAsync($"{All}?limit=2"), HttpStatusCode.OK);
        var second = await Service.ReadAsync(await me.GetAsync($"{All}?limit=2&cursor={first["nextCursor"]}"), HttpStatusCode.OK);
        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(g => g!["id"]!.GetValue<Guid>())
            .ShouldBe(made.Order());
        second["nextCursor"].ShouldBeNull();
        (await Service.FaultsAsync(await me.GetAsync($"{All}?limit=0&cursor=x"))).ShouldBe(["limit", "cursor"]);
    }

    private static JsonObject Goal() => new()
    {
        ["type"] = "one_rep_max",
        ["exerciseId"] = "back-squat",
        ["target"] = 120,
        ["current"] = 100,
        ["deadline"] = "2027-05-01",
    };
}
