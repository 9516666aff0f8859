using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class ProfileTests(Service service) : IClassFixture<Service>
{
    private const string Me = "api/athletes/me";

    [Fact]
    public async Task A_profile_is_stored_read_and_told()
    {
        var id = await service.AthleteAsync(Service.Profile("Asia/Kathmandu", Service.BlockB, ["sunday", "monday"]));
        var response = await service.Person(id).GetAsync(Me);
        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var read = await Service.ReadAsync(response, HttpStatusCode.OK);
        read["scheduleDays"]!.ToJsonString().ShouldBe("""["monday","sunday"]""");
        read["startDate"]!.GetValue<string>().ShouldBe("2026-11-01");

        await Eventually.AssertAsync(() => service.ProfilesOf(id).Count.ShouldBe(1));
        var told = service.ProfilesOf(id)[0];
        told.Version.ShouldBe(1);
        told.TimeZone.ShouldBe("Asia/Kathmandu");
        told.BlockId.ShouldBe(Service.BlockB);
        told.StartDate.ShouldBe(new DateOnly(2026, 11, 1));
        told.ScheduleDays.ShouldBe([DayOfWeek.Monday, DayOfWeek.Sunday]);
        told.DiscordUserId.ShouldBe("123456789012345678");
    }

    [Fact]
    public async Task Only_a_profile_that_differs_is_told_and_each_with_its_version()
    {
        var id = await service.AthleteAsync();
        var me = service.Person(id);
        var same = await Service.ReadAsync(await me.PutAsJsonAsync(Me, Service.Profile(block: Service.BlockA)), HttpStatusCode.OK);
        same["version"]!.GetValue<long>().ShouldBe(1);
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, Service.Profile(block: Service.BlockA, paused: true)), HttpStatusCode.OK);
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, Service.Profile(block: Service.BlockA, paused: true)), HttpStatusCode.OK);
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, Service.Profile(block: Service.BlockB)), HttpStatusCode.OK);

        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => (p.Version, p.Paused)).ShouldBe([(1, false), (2, true), (3, false)]));
    }

    [Fact]
    public async Task Faults_are_told_together_and_change_nothing()
    {
        var id = await service.AthleteAsync();
        var faulty = Service.Profile("Mars/Olympus", Guid.CreateVersion7(), ["monday", "monday"], start: "1066-10-14");
        faulty["displayName"] = "";
        faulty["discordUserId"] = "12";
        (await Service.FaultsAsync(await service.Person(id).PutAsJsonAsync(Me, faulty)))
            .ShouldBe(["displayName", "timeZone", "startDate", "scheduleDays[1]", "discordUserId", "blockId"]);
        (await Service.ReadAsync(await service.Person(id).GetAsync(Me), HttpStatusCode.OK))["version"]!.GetValue<long>().ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"displayName":5}""")]
    [InlineData("""{"blockId":"x"}""")]
    [InlineData("null")]
    [InlineData("[")]
    public async Task A_body_that_cannot_be_read_is_a_problem(string body)
    {
        var response = await service.Person(Guid.CreateVersion7())
            .PutAsync(Me, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        (await Service.ReadAsync(response, HttpStatusCode.BadRequest))["type"]!.GetValue<string>().ShouldBe("urn:platform:problem:invalid");
    }

    [Fact]
    public async Task A_writer_who_has_seen_an_older_version_is_refused()
    {
        var id = await service.AthleteAsync();
        var me = service.Person(id);
        var second = Service.Profile(paused: true);
        second["version"] = 1;
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, second), HttpStatusCode.OK);

        var third = Service.Profile();
        third["version"] = 1;
        var problem = await Service.ReadAsync(await me.PutAsJsonAsync(Me, third), HttpStatusCode.PreconditionFailed);
        problem["currentVersion"]!.GetValue<long>().ShouldBe(2);

        third.Remove("version");
        await Service.ReadAsync(await me.SendAsync(Put(third, "\"1\"")), HttpStatusCode.PreconditionFailed);
        await Service.ReadAsync(await me.SendAsync(Put(third, "\"2\"")), HttpStatusCode.OK);
        (await Service.FaultsAsync(await me.SendAsync(Put(third, "\"two\"")))).ShouldBe(["If-Match"]);
    }

    [Fact]
    public async Task Two_first_writers_at_once_make_one_profile()
    {
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Person(id).PutAsJsonAsync(Me, Service.Profile())));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(7);
        (await Service.ReadAsync(await service.Person(id).GetAsync(Me), HttpStatusCode.OK))["version"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_profile_the_answer_says_how_to_make_one()
    {
        foreach (var address in new[] { Me, "api/training/today" })
        {
            var problem = await Service.ReadAsync(await service.Person(Guid.CreateVersion7()).GetAsync(address), HttpStatusCode.NotFound);
            problem["detail"]!.GetValue<string>().ShouldContain("PUT /api/athletes/me");
        }
    }

    [Fact]
    public async Task An_operator_imports_a_profile_as_it_came()
    {
        var id = Guid.CreateVersion7();
        var legacy = Service.Profile("GMT+5 (Karachi)", Guid.CreateVersion7(), start: "2012-05-01");
        await Service.ReadAsync(await service.Operator().PutAsJsonAsync($"api/athletes/{id}/import", legacy), HttpStatusCode.Created);
        await Service.ReadAsync(await service.Operator().PutAsJsonAsync($"api/athletes/{id}/import", legacy), HttpStatusCode.OK);
        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => (p.Version, p.TimeZone)).ShouldBe([(1, "GMT+5 (Karachi)")]));

        var problem = await Service.ReadAsync(await service.Person(id).GetAsync("api/training/today"), HttpStatusCode.Conflict);
        problem["type"]!.GetValue<string>().ShouldBe("urn:platform:problem:invalid-time-zone");
        (await Service.FaultsAsync(await service.Person(id).PutAsJsonAsync(Me, legacy.DeepClone()))).ShouldBe(["timeZone", "blockId"]);
    }

    [Fact]
    public async Task The_service_describes_its_addresses()
    {
        var description = await Service.ReadAsync(await service.Host.Anonymous.GetAsync("openapi/v1.json"), HttpStatusCode.OK);
        description["paths"]!.AsObject().Select(p => p.Key).ShouldBe(
            [
                "/api/athletes/me",
                "/api/athletes/me/goals",
                "/api/athletes/me/goals/{id}",
                "/api/athletes/me/training",
                "/api/athletes/{id}",
                "/api/athletes/{id}/import",
                "/api/blocks",
                "/api/blocks/{id}",
                "/api/catalog/equipment",
                "/api/catalog/exercises",
                "/api/catalog/exercises/{id}",
                "/api/catalog/matches",
                "/api/locations",
                "/api/locations/{id}",
                "/api/races",
                "/api/races/{id}",
                "/api/training-plan",
                "/api/training-plan/active",
                "/api/training-plan/calendar",
                "/api/training-plan/calendar/feed",
                "/api/training-plan/executed",
                "/api/training-plan/executed/{id}",
                "/api/training-plan/executed/{id}/link",
                "/api/training-plan/executed/{id}/unlink",
                "/api/training-plan/generate",
                "/api/training-plan/{id}",
                "/api/training-plan/{id}/activate",
                "/api/training-plan/{id}/archive",
                "/api/training-plan/{id}/regenerate",
                "/api/training-plan/{id}/weeks/{index}",
                "/api/training/generate-daily-session",
                "/api/training/model-usage",
                "/api/training/today",
                "/api/training/today/chat",
                "/api/training/today/exercises/{exerciseId}/regenerate",
                "/api/training/workouts",
                "/calendar/{token}.ics",
            ],
            ignoreOrder: true);
        foreach (var (path, methods) in description["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                operation!["tags"]!.AsArray().Count.ShouldBe(1, $"{method} {path}");
                operation["summary"]!.GetValue<string>().ShouldEndWith(".", customMessage: $"{method} {path}");
                operation["responses"]!.AsObject().Count.ShouldBeGreaterThan(0, $"{method} {path}");
            }
        }

        // Of a calendar too it is told in which form it comes.
        description["paths"]!["/calendar/{token}.ics"]!["get"]!["responses"]!["200"]!["content"]!.AsObject().Select(c => c.Key).ShouldBe(["text/calendar"]);
    }

    [Fact]
    public async Task Only_an_operator_imports()
    {
        var id = Guid.CreateVersion7();
        await Service.ReadAsync(await service.Person(id).PutAsJsonAsync($"api/athletes/{id}/import", Service.Profile()), HttpStatusCode.Forbidden);
        await Service.ReadAsync(await service.Host.Anonymous.PutAsJsonAsync($"api/athletes/{id}/import", Service.Profile()), HttpStatusCode.Unauthorized);
    }

    private static HttpRequestMessage Put(JsonObject profile, string ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Me) { Content = JsonContent.Create(profile) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }
}
