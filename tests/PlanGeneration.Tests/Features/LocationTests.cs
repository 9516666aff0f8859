using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class LocationTests(Service service) : IClassFixture<Service>
{
    private const string All = "api/locations";

    [Fact]
    public async Task A_place_is_made_read_replaced_and_deleted()
    {
        var me = service.Person(Guid.CreateVersion7());
        var response = await me.PostAsJsonAsync(All, Place("Garage", "Squat Rack", "BARBELL", "barbell"));
        var made = await Service.ReadAsync(response, HttpStatusCode.Created);
        response.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var address = response.Headers.Location!.ToString();
        made["equipment"]!.ToJsonString().ShouldBe("""["barbell","squat-rack"]""");

        (await Service.ReadAsync(await me.PutAsJsonAsync(address, made), HttpStatusCode.OK)).ToJsonString().ShouldBe(made.ToJsonString());
        made["equipment"] = new JsonArray();
        made["notes"] = "The rack is sold.";
        var changed = await Service.ReadAsync(await me.PutAsJsonAsync(address, made), HttpStatusCode.OK);
        changed["version"]!.GetValue<long>().ShouldBe(2);
        (await Service.ReadAsync(await me.GetAsync(address), HttpStatusCode.OK)).ToJsonString().ShouldBe(changed.ToJsonString());
        await Service.ReadAsync(await me.PutAsJsonAsync(address, made), HttpStatusCode.PreconditionFailed);

        (await me.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await me.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await me.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Faults_are_told_together_and_unknown_equipment_with_the_nearest()
    {
        var faulty = Place("", "barbel");
        faulty["type"] = "moon";
        var response = await service.Person(Guid.CreateVersion7()).PostAsJsonAsync(All, faulty);
        (await response.Content.ReadAsStringAsync()).ShouldMatch("The nearest: [a-z, -]*barbell");
        (await Service.FaultsAsync(response)).ShouldBe(["name", "type", "equipment[0]"]);
    }

    [Fact]
    public async Task Making_one_place_the_primary_one_unmakes_the_other_and_deleting_it_leaves_none()
    {
        var me = service.Person(Guid.CreateVersion7());
        var home = await MakeAsync(me, Place("Home"), primary: true);
        var gym = await MakeAsync(me, Place("Gym"), primary: true);
        (await PrimariesAsync(me)).ShouldBe([gym]);
        // It was changed, and whoever has read it before is told so.
        (await Service.ReadAsync(await me.GetAsync($"{All}/{home}"), HttpStatusCode.OK))["version"]!.GetValue<long>().ShouldBe(2);

        var again = Place("Home");
        again["primary"] = true;
        await Service.ReadAsync(await me.PutAsJsonAsync($"{All}/{home}", again), HttpStatusCode.OK);
        (await PrimariesAsync(me)).ShouldBe([home]);
        await me.DeleteAsync($"{All}/{home}");
        (await PrimariesAsync(me)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_places_made_primary_at_once_one_is()
    {
        var id = Guid.CreateVersion7();
        var old = await MakeAsync(service.Person(id), Place("Old"), primary: false);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var place = Place($"Place {i}");
            place["primary"] = true;
            return (i % 2 == 0
                ? await service.Person(id).PostAsJsonAsync(All, place)
                : await service.Person(id).PutAsJsonAsync($"{All}/{old}", place)).StatusCode;
        }));
        made.ShouldBe([.. Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? HttpStatusCode.Created : HttpStatusCode.OK)]);
        (await PrimariesAsync(service.Person(id))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_repeated_request_makes_one_place_however_many_come_at_once()
    {
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var me = service.Person(id);
            me.DefaultRequestHeaders.Add("Idempotency-Key", "one");
            return (await Service.ReadAsync(await me.PostAsJsonAsync(All, Place("Gym")), HttpStatusCode.Created)).ToJsonString();
        }));
        answers.Distinct().ShouldHaveSingleItem();
        (await Service.ReadAsync(await service.Person(id).GetAsync(All), HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_persons_place_is_not_found_whatever_is_tried()
    {
        var owner = service.Person(Guid.CreateVersion7());
        var address = $"{All}/{await MakeAsync(owner, Place("Home"), primary: true)}";
        var id = Guid.CreateVersion7();
        var stranger = service.Person(id);
        await Service.ReadAsync(await stranger.GetAsync(address), HttpStatusCode.NotFound);
        await Service.ReadAsync(await stranger.PutAsJsonAsync(address, Place("Stolen")), HttpStatusCode.NotFound);
        await Service.ReadAsync(await stranger.DeleteAsync(address), HttpStatusCode.NotFound);
        await MakeAsync(stranger, Place("Home"), primary: true);
        (await Service.ReadAsync(await stranger.GetAsync(All), HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
        var kept = await Service.ReadAsync(await owner.GetAsync(address), HttpStatusCode.OK);
        (kept["name"]!.GetValue<string>(), kept["primary"]!.GetValue<bool>()).ShouldBe(("Home", true));
        await Service.ReadAsync(await service.Host.Anonymous.GetAsync(All), HttpStatusCode.Unauthorized);

        await using var work = await service.Host.Database.BeginForAsync(id, CancellationToken.None);
        (await work.QueryAsync<Guid>("SELECT user_id FROM training_locations")).ShouldBe([id]);
    }

    [Fact]
    public async Task Places_are_listed_page_by_page_and_bounded()
    {
        var me = service.Person(Guid.CreateVersion7());
        List<Guid> made = [];
        for (var i = 0; i < 50; i++)
        {
            made.Add(await MakeAsync(me, Place($"Place {i}"), primary: false));
        }

        (await Service.ReadAsync(await me.PostAsJsonAsync(All, Place("One more")), HttpStatusCode.Conflict))["type"]!.GetValue<string>()
            .ShouldBe("urn:platform:problem:too-many");
        var first = await Service.ReadAsync(await me.GetAsync($"{All}?limit=49"), HttpStatusCode.OK);
        var second = await Service.ReadAsync(await me.GetAsync($"{All}?limit=49&cursor={first["nextCursor"]}"), HttpStatusCode.OK);
        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(g => g!["id"]!.GetValue<Guid>())
            .ShouldBe(made.Order());
        second["nextCursor"].ShouldBeNull();
    }

    internal static JsonObject Place(string name, params string[] equipment) => new()
    {
        ["name"] = name,
        ["type"] = "home",
        ["equipment"] = new JsonArray([.. equipment.Select(e => JsonValue.Create(e))]),
    };

    internal static async Task<Guid> MakeAsync(HttpClient person, JsonObject place, bool primary)
    {
        place["primary"] = primary;
        return (await Service.ReadAsync(await person.PostAsJsonAsync(All, place), HttpStatusCode.Created))["id"]!.GetValue<Guid>();
    }

    private static async Task<IEnumerable<Guid>> PrimariesAsync(HttpClient person) =>
        (await Service.ReadAsync(await person.GetAsync(All), HttpStatusCode.OK))["items"]!.AsArray()
            .Where(l => l!["primary"]!.GetValue<bool>()).Select(l => l!["id"]!.GetValue<Guid>());
}
