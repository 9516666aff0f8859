using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class BlockTests(Service service) : IClassFixture<Service>
{
    private const string All = "api/blocks";

    [Fact]
    public async Task Two_blocks_are_built_in_and_everyone_can_train_by_them()
    {
        var page = await Service.ReadAsync(await service.Person(Guid.CreateVersion7()).GetAsync(All), HttpStatusCode.OK);
        page["items"]!.AsArray().Select(b => b!["slug"]!.GetValue<string>()).ShouldBe(["steel_block_a", "steel_block_b"]);
        page["items"]!.AsArray().ShouldAllBe(b => b!["builtIn"]!.GetValue<bool>());

        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        var blocks = await Blocks.LoadAsync(work, [Service.BlockA, Service.BlockB], CancellationToken.None);
        blocks.Keys.ShouldContain(TrainingBlock.DefaultId);
        blocks.Values.ShouldAllBe(b => b.IsUsable && b.Days.Count >= 3 && b.Days.All(d => d.Exercises.Count >= 4));
    }

    [Fact]
    public async Task A_block_is_made_read_replaced_and_deleted_by_its_owner()
    {
        var coach = service.Person(Guid.CreateVersion7());
        var response = await coach.PostAsJsonAsync(All, Block("winter"));
        var made = await Service.ReadAsync(response, HttpStatusCode.Created);
        var address = response.Headers.Location!.ToString();
        address.ShouldBe($"/api/blocks/{made["id"]}");
        made["mine"]!.GetValue<bool>().ShouldBeTrue();
        made["days"]![0]!["exercises"]![0]!["restSeconds"]!.GetValue<int>().ShouldBe(180);

        var wanted = Block("winter_2");
        wanted["days"]![0]!["exercises"]![0]!["restSeconds"] = 200;
        wanted["version"] = 1;
        await Service.ReadAsync(await coach.PutAsJsonAsync(address, wanted), HttpStatusCode.OK);
        await Service.ReadAsync(await coach.PutAsJsonAsync(address, wanted), HttpStatusCode.PreconditionFailed);

        var read = await Service.ReadAsync(await coach.GetAsync(address), HttpStatusCode.OK);
        read["slug"]!.GetValue<string>().ShouldBe("winter_2");
        read["version"]!.GetValue<long>().ShouldBe(2);
        read["days"]![0]!["exercises"]![0]!["restSeconds"]!.GetValue<int>().ShouldBe(200);

        (await coach.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await coach.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rest_is_required_and_every_fault_names_its_path()
    {
        var faulty = Block("spring");
        faulty["days"]![0]!["exercises"]![0]!.AsObject().Remove("restSeconds");
        faulty["days"]![0]!["exercises"]![1]!["sets"] = -1;
        (await Service.FaultsAsync(await service.Person(Guid.CreateVersion7()).PostAsJsonAsync(All, faulty)))
            .ShouldBe(["days[0].exercises[0].restSeconds", "days[0].exercises[1].sets"]);
    }

    [Fact]
    public async Task A_slug_is_taken_once_for_each_owner()
    {
        var coach = service.Person(Guid.CreateVersion7());
        await Service.ReadAsync(await coach.PostAsJsonAsync(All, Block("steel_block_a")), HttpStatusCode.Created);
        (await Service.ReadAsync(await coach.PostAsJsonAsync(All, Block("steel_block_a")), HttpStatusCode.Conflict))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:slug-taken");
        var other = await Service.ReadAsync(await coach.PostAsJsonAsync(All, Block("other")), HttpStatusCode.Created);
        await Service.ReadAsync(await coach.PutAsJsonAsync($"{All}/{other["id"]}", Block("steel_block_a")), HttpStatusCode.Conflict);
        await Service.ReadAsync(await service.Person(Guid.CreateVersion7()).PostAsJsonAsync(All, Block("steel_block_a")), HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_block()
    {
        var coach = service.Person(Guid.CreateVersion7());
        coach.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        var first = await Service.ReadAsync(await coach.PostAsJsonAsync(All, Block("summer")), HttpStatusCode.Created);
        var second = await Service.ReadAsync(await coach.PostAsJsonAsync(All, Block("summer")), HttpStatusCode.Created);
        second.ToJsonString().ShouldBe(first.ToJsonString());
    }

    [Fact]
    public async Task A_block_someone_trains_by_is_not_deleted()
    {
        var id = Guid.CreateVersion7();
        var coach = service.Person(id);
        var block = (await Service.ReadAsync(await coach.PostAsJsonAsync(All, Block("mine")), HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        var athlete = Guid.CreateVersion7();
        await Service.ReadAsync(await service.Operator().PutAsJsonAsync($"api/athletes/{athlete}/import", Service.Profile(block: block)), HttpStatusCode.Created);

        await Service.ReadAsync(await coach.DeleteAsync($"{All}/{block}"), HttpStatusCode.Conflict);
        await Service.ReadAsync(await service.Person(athlete).GetAsync($"{All}/{block}"), HttpStatusCode.OK);
        await Service.ReadAsync(await service.Person(athlete).PutAsJsonAsync($"{All}/{block}", Block("hers")), HttpStatusCode.Forbidden);
        await Service.ReadAsync(await service.Person(athlete).PutAsJsonAsync("api/athletes/me", Service.Profile(block: Service.BlockA)), HttpStatusCode.OK);
        (await coach.DeleteAsync($"{All}/{block}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Built_in_blocks_are_no_ones_to_change()
    {
        var person = service.Person(Guid.CreateVersion7());
        await Service.ReadAsync(await person.PutAsJsonAsync($"{All}/{Service.BlockA}", Block("steel_block_a")), HttpStatusCode.Forbidden);
        await Service.ReadAsync(await person.DeleteAsync($"{All}/{Service.BlockA}"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Blocks_are_listed_page_by_page()
    {
        var coach = service.Person(Guid.CreateVersion7());
        await Service.ReadAsync(await coach.PostAsJsonAsync(All, Block("third")), HttpStatusCode.Created);
        List<string> slugs = [];
        string? cursor = null;
        do
        {
            var page = await Service.ReadAsync(await coach.GetAsync($"{All}?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}"), HttpStatusCode.OK);
            slugs.AddRange(page["items"]!.AsArray().Select(b => b!["slug"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        slugs.ShouldBe(["steel_block_a", "steel_block_b", "third"]);
        (await Service.FaultsAsync(await coach.GetAsync($"{All}?limit=0&cursor=x"))).ShouldBe(["limit", "cursor"]);
    }

    internal static JsonObject Block(string slug) => new()
    {
        ["slug"] = slug,
        ["name"] = "A block",
        ["days"] = new JsonArray(new JsonObject
        {
            ["name"] = "Day one",
            ["exercises"] = new JsonArray(Exercise("back-squat"), Exercise("dip")),
        }),
    };

    private static JsonObject Exercise(string id) => new()
    {
        ["exerciseId"] = id,
        ["name"] = id,
        ["sets"] = 3,
        ["reps"] = "8-10",
        ["restSeconds"] = 180,
    };
}
