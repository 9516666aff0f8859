using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Tests.Features;

namespace Platform.PlanGeneration.Tests.RacePlans;

public sealed class RaceTests(Service service) : IClassFixture<Service>
{
    private const string Races = "api/races";

    [Fact]
    public async Task A_race_is_noted_read_replaced_and_deleted()
    {
        var me = service.Person(Guid.CreateVersion7());
        var response = await me.PostAsJsonAsync(Races, Race("hyrox", "2027-03-06", division: "open_women"));
        var made = await Service.ReadAsync(response, HttpStatusCode.Created);
        var address = response.Headers.Location!.ToString();
        made["division"]!.GetValue<string>().ShouldBe("women_open");
        made["name"]!.GetValue<string>().ShouldBe("HYROX");

        var wanted = Race("custom_run", "2027-04-03", metres: 15_000, goal: 4500);
        wanted["version"] = 1;
        (await Service.ReadAsync(await me.PutAsJsonAsync(address, wanted), HttpStatusCode.OK))["version"]!.GetValue<long>().ShouldBe(2);
        await Service.ReadAsync(await me.PutAsJsonAsync(address, wanted), HttpStatusCode.PreconditionFailed);
        wanted.Remove("version");
        (await Service.ReadAsync(await me.PutAsJsonAsync(address, wanted), HttpStatusCode.OK))["version"]!.GetValue<long>().ShouldBe(2);
        (await Service.ReadAsync(await me.GetAsync(address), HttpStatusCode.OK))["distanceM"]!.GetValue<int>().ShouldBe(15_000);
        (await me.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await me.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await me.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("marathon", "soon", null, null, null, "date")]
    [InlineData("marathon", "2035-01-01", null, null, null, "date")]
    [InlineData("marathon", "2027-01-01", 10_000, null, null, "distanceM")]
    [InlineData("custom_run", "2027-01-01", null, 3600, null, "distanceM")]
    [InlineData("marathon", "2027-01-01", null, 7_000, null, "goalSeconds")]
    [InlineData("marathon", "2027-01-01", null, 40_000, null, "goalSeconds")]
    [InlineData("marathon", "2027-01-01", null, null, "men_open", "division")]
    [InlineData("hyrox", "2027-01-01", null, null, "giants", "division")]
    [InlineData("quidditch", "2027-01-01", null, null, null, "format")]
    public async Task A_faulty_race_is_refused_by_its_field(string format, string date, int? metres, int? goal, string? division, string field) =>
        (await Service.FaultsAsync(await service.Person(Guid.CreateVersion7()).PostAsJsonAsync(Races, Race(format, date, metres, goal, division)))).ShouldBe([field]);

    [Fact]
    public async Task A_repeated_request_notes_one_race_and_races_are_listed_by_date_page_by_page()
    {
        var me = service.Person(Guid.CreateVersion7());
        await Service.ReadAsync(await me.PostAsJsonAsync(Races, Race("10k", "2027-05-01")), HttpStatusCode.Created);
        me.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        var first = await Service.ReadAsync(await me.PostAsJsonAsync(Races, Race("5k", "2027-02-01")), HttpStatusCode.Created);
        (await Service.ReadAsync(await me.PostAsJsonAsync(Races, Race("5k", "2027-02-01")), HttpStatusCode.Created)).ToJsonString().ShouldBe(first.ToJsonString());

        var page = await Service.ReadAsync(await me.GetAsync($"{Races}?limit=1"), HttpStatusCode.OK);
        page["items"]![0]!["format"]!.GetValue<string>().ShouldBe("5k");
        var next = await Service.ReadAsync(await me.GetAsync($"{Races}?limit=1&cursor={page["nextCursor"]}"), HttpStatusCode.OK);
        next["items"]!.AsArray().ShouldHaveSingleItem()!["format"]!.GetValue<string>().ShouldBe("10k");
        next["nextCursor"].ShouldBeNull();
        (await Service.ReadAsync(await me.GetAsync($"{Races}?from=2027-03-01"), HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
    }

    private static JsonObject Race(string format, string date, int? metres = null, int? goal = null, string? division = null) => new()
    {
        ["format"] = format, ["date"] = date, ["distanceM"] = metres, ["goalSeconds"] = goal, ["division"] = division,
    };
}
