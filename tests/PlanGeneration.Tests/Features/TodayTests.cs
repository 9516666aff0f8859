using System.Net;
using System.Net.Http.Json;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class TodayTests(Service service) : IClassFixture<Service>
{
    private const string Today = "api/training/today";
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    [Fact]
    public async Task An_app_opened_early_makes_the_workout_once()
    {
        var id = await service.AthleteAsync();
        var first = await Service.ReadAsync(await service.Person(id).GetAsync(Today), HttpStatusCode.OK);
        first["localDate"]!.GetValue<string>().ShouldBe("2026-11-22");
        first["status"]!.GetValue<string>().ShouldBe("training");
        first["nextTrainingDate"]!.GetValue<string>().ShouldBe("2026-11-23");
        first["workout"]!["blockName"]!.GetValue<string>().ShouldBe("Steel Block A");
        first["workout"]!["dayIndex"]!.GetValue<int>().ShouldBe(0);
        first["workout"]!["exercises"]![0]!["restSeconds"]!.GetValue<int>().ShouldBe(180);

        var again = await Service.ReadAsync(await service.Person(id).GetAsync(Today), HttpStatusCode.OK);
        again.ToJsonString().ShouldBe(first.ToJsonString());
        await Eventually.AssertAsync(() => service.WorkoutsOf(id).Count.ShouldBe(1));
        service.WorkoutsOf(id)[0].WorkoutId.ShouldBe(first["workout"]!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task What_an_opened_app_makes_is_what_04_00_makes()
    {
        var opened = await service.AthleteAsync(Service.Profile(block: Service.BlockB));
        var regenerated = await service.AthleteAsync(Service.Profile(block: Service.BlockB));
        await Service.ReadAsync(await service.Person(opened).GetAsync(Today), HttpStatusCode.OK);
        await service.RegenerateAsync(Sunday, opened, regenerated);

        await Eventually.AssertAsync(() => (service.WorkoutsOf(opened).Count, service.WorkoutsOf(regenerated).Count).ShouldBe((1, 1)));
        var (one, other) = (service.WorkoutsOf(opened).Single(), service.WorkoutsOf(regenerated).Single());
        one.Exercises.ShouldBe(other.Exercises);
        (one with { UserId = other.UserId, WorkoutId = other.WorkoutId, Exercises = other.Exercises, GeneratedAt = other.GeneratedAt }).ShouldBe(other);
    }

    [Fact]
    public async Task Opened_and_regenerated_at_once_there_is_one_row_of_one_version()
    {
        var id = await service.AthleteAsync();
        var opened = Enumerable.Range(0, 6).Select(_ => service.Person(id).GetAsync(Today)).ToList();
        await service.RegenerateAsync(Sunday, id);
        foreach (var response in await Task.WhenAll(opened))
        {
            (await Service.ReadAsync(response, HttpStatusCode.OK))["workout"]!["version"]!.GetValue<long>().ShouldBe(1);
        }

        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 1, 0)]);
        await Eventually.AssertAsync(() => service.WorkoutsOf(id).Count.ShouldBe(1));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-11-22")] // 14:00 on the 22nd
    [InlineData("-03:30", "2026-11-21")]
    [InlineData("Pacific/Pago_Pago", "2026-11-21")]
    public async Task Today_is_the_athletes_own_date(string zone, string date)
    {
        var id = await service.AthleteAsync(Service.Profile(zone, Service.BlockA));
        var today = await Service.ReadAsync(await service.Person(id).GetAsync(Today), HttpStatusCode.OK);
        today["localDate"]!.GetValue<string>().ShouldBe(date);
        today["workout"]!["localDate"]!.GetValue<string>().ShouldBe(date);
    }

    [Fact]
    public async Task A_day_without_training_says_so_and_makes_no_workout()
    {
        (string Status, string? Next, System.Text.Json.Nodes.JsonObject Profile)[] cases =
        [
            ("paused", null, Service.Profile(paused: true)),
            ("not_started", "2026-12-01", Service.Profile(start: "2026-12-01")),
            ("not_started", null, Service.Profile(start: null)),
            ("rest_day", "2026-11-24", Service.Profile(days: ["tuesday"])),
            ("rest_day", null, Service.Profile(days: [])),
        ];
        foreach (var (status, next, profile) in cases)
        {
            var id = await service.AthleteAsync(profile);
            var today = await Service.ReadAsync(await service.Person(id).GetAsync(Today), HttpStatusCode.OK);
            today["status"]!.GetValue<string>().ShouldBe(status);
            today["workout"].ShouldBeNull();
            today["nextTrainingDate"]?.GetValue<string>().ShouldBe(next);
            (today["nextTrainingDate"] is null).ShouldBe(next is null);
            (await service.RowsOfAsync(id)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_workout_made_before_the_pause_is_still_shown()
    {
        var id = await service.AthleteAsync();
        await Service.ReadAsync(await service.Person(id).GetAsync(Today), HttpStatusCode.OK);
        await Service.ReadAsync(await service.Person(id).PutAsJsonAsync("api/athletes/me", Service.Profile(block: Service.BlockA, paused: true)), HttpStatusCode.OK);
        var today = await Service.ReadAsync(await service.Person(id).GetAsync(Today), HttpStatusCode.OK);
        today["status"]!.GetValue<string>().ShouldBe("paused");
        today["workout"]!["dayIndex"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task An_athletes_own_block_is_trained_as_it_is_at_the_time()
    {
        var id = Guid.CreateVersion7();
        var me = service.Person(id);
        var block = (await Service.ReadAsync(await me.PostAsJsonAsync("api/blocks", BlockTests.Block("mine")), HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        await Service.ReadAsync(await me.PutAsJsonAsync("api/athletes/me", Service.Profile(block: block)), HttpStatusCode.Created);
        var today = await Service.ReadAsync(await me.GetAsync(Today), HttpStatusCode.OK);
        today["workout"]!["blockId"]!.GetValue<Guid>().ShouldBe(block);

        var heavier = BlockTests.Block("mine");
        heavier["days"]![0]!["exercises"]![0]!["sets"] = 6;
        await Service.ReadAsync(await me.PutAsJsonAsync($"api/blocks/{block}", heavier), HttpStatusCode.OK);
        await service.RegenerateAsync(Sunday, id);
        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 2, 0)]);
        await Eventually.AssertAsync(() => service.WorkoutsOf(id).Select(w => (w.Version, w.Exercises[0].Sets)).ShouldBe([(1, 3), (2, 6)]));
    }

    [Fact]
    public async Task History_is_read_newest_first_page_by_page_between_two_dates()
    {
        var id = await service.AthleteAsync();
        for (var day = 0; day < 5; day++)
        {
            await service.RegenerateAsync(Sunday.AddDays(day), id);
        }

        List<string> dates = [];
        string? cursor = null;
        do
        {
            var address = $"api/training/workouts?from=2026-11-23&to=2026-11-26&limit=3{(cursor is null ? "" : $"&cursor={cursor}")}";
            var page = await Service.ReadAsync(await service.Person(id).GetAsync(address), HttpStatusCode.OK);
            dates.AddRange(page["items"]!.AsArray().Select(w => w!["localDate"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        dates.ShouldBe(["2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23"]);
        (await Service.FaultsAsync(await service.Person(id).GetAsync("api/training/workouts?from=yesterday&cursor=x&limit=1000"))).ShouldBe(["from", "cursor", "limit"]);
        (await Service.FaultsAsync(await service.Person(id).GetAsync("api/training/workouts?from=2026-11-26&to=2026-11-23"))).ShouldBe(["to"]);
    }
}
