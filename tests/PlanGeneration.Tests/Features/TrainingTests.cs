using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class TrainingTests(Service service) : IClassFixture<Service>
{
    private const string Me = "api/athletes/me";
    private const string Mine = "api/athletes/me/training";

    [Fact]
    public async Task A_training_profile_is_stored_read_and_its_physiology_told()
    {
        var id = await service.AthleteAsync(Weekdays());
        var me = service.Person(id);
        var response = await me.PutAsJsonAsync(Mine, Training());
        var made = await Service.ReadAsync(response, HttpStatusCode.Created);
        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        made["athleteVersion"]!.GetValue<long>().ShouldBe(2);

        var read = await Service.ReadAsync(await me.GetAsync(Mine), HttpStatusCode.OK);
        read.ToJsonString().ShouldBe(made.ToJsonString());
        foreach (var (name, value) in Training())
        {
            JsonNode.DeepEquals(read[name], value).ShouldBeTrue($"{name}: {read[name]?.ToJsonString()}");
        }

        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => (p.Version, p.Physiology)).ShouldBe(
            [(1, null), (2, new AthletePhysiology("female", new DateOnly(1994, 3, 9), 61.5m, 191, 48, 172))]));
        service.ProfilesOf(id)[1].ScheduleDays.ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Saturday]);
    }

    [Fact]
    public async Task A_change_of_the_profile_tells_the_physiology_too_and_what_does_not_differ_tells_nothing()
    {
        var id = await service.AthleteAsync(Weekdays());
        var me = service.Person(id);
        var made = await Service.ReadAsync(await me.PutAsJsonAsync(Mine, Training()), HttpStatusCode.Created);
        // What was read can be sent back, whatever else stands in it.
        (await Service.ReadAsync(await me.PutAsJsonAsync(Mine, made), HttpStatusCode.OK)).ToJsonString().ShouldBe(made.ToJsonString());
        var same = Training();
        same["weightKg"] = 61.50m;
        same["neverDays"] = new JsonArray("SUNDAY", "friday");
        (await Service.ReadAsync(await me.PutAsJsonAsync(Mine, same), HttpStatusCode.OK))["version"]!.GetValue<long>().ShouldBe(1);

        var paused = Weekdays();
        paused["paused"] = true;
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, paused), HttpStatusCode.OK);
        same["weightKg"] = 62;
        var changed = await Service.ReadAsync(await me.PutAsJsonAsync(Mine, same), HttpStatusCode.OK);
        (changed["version"]!.GetValue<long>(), changed["athleteVersion"]!.GetValue<long>()).ShouldBe((2, 4));

        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => (p.Version, p.Paused, p.Physiology?.WeightKg)).ShouldBe(
            [(1, false, null), (2, false, 61.5m), (3, true, 61.5m), (4, true, 62m)]));
    }

    [Fact]
    public async Task A_writer_who_has_seen_an_older_version_is_refused()
    {
        var id = await service.AthleteAsync(Weekdays());
        var me = service.Person(id);
        (await Service.ReadAsync(await me.SendAsync(Put(Training(), "\"1\"")), HttpStatusCode.PreconditionFailed))["currentVersion"].ShouldBeNull();
        await Service.ReadAsync(await me.SendAsync(Put(Training(), "\"0\"")), HttpStatusCode.Created);
        (await Service.ReadAsync(await me.SendAsync(Put(Training(), "\"0\"")), HttpStatusCode.PreconditionFailed))["currentVersion"]!
            .GetValue<long>().ShouldBe(1);

        // The profile's own version counts the training profile's changes.
        var profile = Weekdays();
        profile["version"] = 1;
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, profile), HttpStatusCode.PreconditionFailed);
        profile["version"] = 2;
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, profile), HttpStatusCode.OK);
        (await Service.FaultsAsync(await me.SendAsync(Put(Training(), "one")))).ShouldBe(["If-Match"]);
    }

    [Fact]
    public async Task Of_two_writers_at_once_who_have_seen_the_same_version_one_wins()
    {
        var id = await service.AthleteAsync(Weekdays());
        await Service.ReadAsync(await service.Person(id).PutAsJsonAsync(Mine, Training()), HttpStatusCode.Created);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
        {
            var wanted = Training();
            wanted["weightKg"] = 70 + i;
            return service.Person(id).SendAsync(Put(wanted, "\"1\""));
        }));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(7);
        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => p.Version).ShouldBe([1, 2, 3]));
    }

    [Fact]
    public async Task Writers_at_once_who_do_not_mind_are_all_told_in_order()
    {
        var id = await service.AthleteAsync(Weekdays());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
        {
            var wanted = Training();
            wanted["weightKg"] = 70 + i;
            return service.Person(id).PutAsJsonAsync(Mine, wanted);
        }));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(7);
        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => p.Version).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9]));
        service.ProfilesOf(id).Skip(1).Select(p => p.Physiology!.WeightKg).Order().ShouldBe(Enumerable.Range(70, 8).Select(w => (decimal?)w));
    }

    [Fact]
    public async Task A_day_that_is_never_trained_is_refused_on_either_side()
    {
        var id = await service.AthleteAsync();
        var me = service.Person(id);
        (await Service.FaultsAsync(await me.PutAsJsonAsync(Mine, Training()))).ShouldBe(["neverDays"]);
        await Service.ReadAsync(await me.PutAsJsonAsync(Me, Weekdays()), HttpStatusCode.OK);
        await Service.ReadAsync(await me.PutAsJsonAsync(Mine, Training()), HttpStatusCode.Created);
        (await Service.FaultsAsync(await me.PutAsJsonAsync(Me, Service.Profile()))).ShouldBe(["scheduleDays"]);
        (await Service.ReadAsync(await me.GetAsync(Me), HttpStatusCode.OK))["version"]!.GetValue<long>().ShouldBe(3);
    }

    [Fact]
    public async Task A_day_that_is_made_a_training_day_and_a_never_day_at_once_becomes_one_of_them()
    {
        for (var i = 0; i < 10; i++)
        {
            var id = await service.AthleteAsync(Weekdays());
            var answers = await Task.WhenAll(
                service.Person(id).PutAsJsonAsync(Me, Service.Profile()), service.Person(id).PutAsJsonAsync(Mine, Training()));
            answers.Count(a => a.StatusCode == HttpStatusCode.BadRequest).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Faults_are_told_together_and_change_nothing()
    {
        var id = await service.AthleteAsync(Weekdays());
        var faulty = Training();
        faulty["weightKg"] = 6150;
        faulty["disciplines"] = new JsonArray("quidditch");
        faulty["preferExercises"] = new JsonArray("back-squat");
        faulty["avoidExercises"] = new JsonArray("back-squat");
        (await Service.FaultsAsync(await service.Person(id).PutAsJsonAsync(Mine, faulty))).ShouldBe(["weightKg", "disciplines[0]", "preferExercises"]);
        await Service.ReadAsync(await service.Person(id).GetAsync(Mine), HttpStatusCode.NotFound);
        service.ProfilesOf(id).Count.ShouldBeLessThan(2);
    }

    [Fact]
    public async Task Dates_are_those_of_the_athletes_calendar()
    {
        // It is midnight of the 22nd in UTC.
        var training = Training();
        training["knownMaxes"]![0]!["date"] = "2026-11-22";
        var west = Weekdays();
        west["timeZone"] = "America/New_York";
        var late = await service.AthleteAsync(west);
        (await Service.FaultsAsync(await service.Person(late).PutAsJsonAsync(Mine, training.DeepClone()))).ShouldBe(["knownMaxes[0].date"]);
        await Service.ReadAsync(await service.Person(await service.AthleteAsync(Weekdays())).PutAsJsonAsync(Mine, training.DeepClone()), HttpStatusCode.Created);
    }

    [Fact]
    public async Task Without_a_profile_or_a_training_profile_the_answer_says_how_to_make_one()
    {
        var stranger = service.Person(Guid.CreateVersion7());
        foreach (var response in new[] { await stranger.GetAsync(Mine), await stranger.PutAsJsonAsync(Mine, Training()) })
        {
            (await Service.ReadAsync(response, HttpStatusCode.NotFound))["type"]!.GetValue<string>().ShouldBe("urn:platform:problem:no-profile");
        }

        var athlete = service.Person(await service.AthleteAsync());
        (await Service.ReadAsync(await athlete.GetAsync(Mine), HttpStatusCode.NotFound))["detail"]!.GetValue<string>()
            .ShouldContain("PUT /api/athletes/me/training");
        await Service.ReadAsync(await service.Host.Anonymous.GetAsync(Mine), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_training_profile_is_its_owners_alone()
    {
        var mine = await service.AthleteAsync(Weekdays());
        var other = await service.AthleteAsync(Weekdays());
        await Service.ReadAsync(await service.Person(other).PutAsJsonAsync(Mine, Training()), HttpStatusCode.Created);
        await Service.ReadAsync(await service.Person(mine).GetAsync(Mine), HttpStatusCode.NotFound);
        await using var work = await service.Host.Database.BeginForAsync(mine, CancellationToken.None);
        (await work.QueryAsync<Guid>("SELECT user_id FROM training_profiles")).ShouldBeEmpty();
    }

    internal static JsonObject Weekdays() => Service.Profile(block: Service.BlockA, days: ["monday", "tuesday", "thursday", "saturday"]);

    /// <summary>For someone who trains on <see cref="Weekdays"/>.</summary>
    internal static JsonObject Training() => new()
    {
        ["birthDate"] = "1994-03-09",
        ["sex"] = "female",
        ["heightCm"] = 172.5,
        ["weightKg"] = 61.5,
        ["experience"] = "intermediate",
        ["weeklyHours"] = 5,
        ["sessionMinutes"] = 60,
        ["minutesByDay"] = new JsonObject { ["saturday"] = 120 },
        ["neverDays"] = new JsonArray("friday", "sunday"),
        ["longDay"] = "saturday",
        ["disciplines"] = new JsonArray("running"),
        ["knownMaxes"] = new JsonArray(new JsonObject { ["exerciseId"] = "back-squat", ["weightKg"] = 80, ["reps"] = 5, ["date"] = "2026-10-01" }),
        ["raceResults"] = new JsonArray(new JsonObject { ["distanceM"] = 10000, ["seconds"] = 2700, ["date"] = "2026-09-13" }),
        ["maxHeartRate"] = 191,
        ["restingHeartRate"] = 48,
        ["thresholdHeartRate"] = 172,
        ["ftpWatts"] = 210,
        ["painAreas"] = new JsonArray(new JsonObject { ["area"] = "lower_back", ["severity"] = 4, ["since"] = "2026-11-01" }),
        ["avoidExercises"] = new JsonArray(),
        ["preferExercises"] = new JsonArray("back-squat"),
    };

    private static HttpRequestMessage Put(JsonObject training, string ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Mine) { Content = JsonContent.Create(training) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }
}
