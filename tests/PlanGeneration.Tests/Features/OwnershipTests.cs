using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class OwnershipTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Own_id_is_found_and_another_athletes_is_not()
    {
        var mine = await service.AthleteAsync();
        var other = await service.AthleteAsync();
        await Service.ReadAsync(await service.Person(mine).GetAsync($"api/athletes/{mine}"), HttpStatusCode.OK);
        await Service.ReadAsync(await service.Person(mine).GetAsync($"api/athletes/{other}"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_persons_block_is_not_found_whatever_is_tried()
    {
        var owner = service.Person(Guid.CreateVersion7());
        var made = await Service.ReadAsync(await owner.PostAsJsonAsync("api/blocks", BlockTests.Block("secret")), HttpStatusCode.Created);
        var address = $"api/blocks/{made["id"]}";

        var stranger = service.Person(Guid.CreateVersion7());
        await Service.ReadAsync(await stranger.GetAsync(address), HttpStatusCode.NotFound);
        await Service.ReadAsync(await stranger.PutAsJsonAsync(address, BlockTests.Block("stolen")), HttpStatusCode.NotFound);
        await Service.ReadAsync(await stranger.DeleteAsync(address), HttpStatusCode.NotFound);
        var page = await Service.ReadAsync(await stranger.GetAsync("api/blocks"), HttpStatusCode.OK);
        page["items"]!.AsArray().ShouldAllBe(b => b!["builtIn"]!.GetValue<bool>());
        (await Service.FaultsAsync(await stranger.PutAsJsonAsync("api/athletes/me", Service.Profile(block: made["id"]!.GetValue<Guid>())))).ShouldBe(["blockId"]);
        (await Service.ReadAsync(await owner.GetAsync(address), HttpStatusCode.OK))["slug"]!.GetValue<string>().ShouldBe("secret");
    }

    [Fact]
    public async Task A_history_holds_ones_own_workouts_only()
    {
        var mine = await service.AthleteAsync();
        var other = await service.AthleteAsync();
        await Service.ReadAsync(await service.Person(other).GetAsync("api/training/today"), HttpStatusCode.OK);
        var page = await Service.ReadAsync(await service.Person(mine).GetAsync("api/training/workouts"), HttpStatusCode.OK);
        page["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_that_forgets_whose_rows_it_wants_finds_ones_own_only()
    {
        var mine = await service.AthleteAsync();
        var other = await service.AthleteAsync();
        foreach (var id in new[] { mine, other })
        {
            await Service.ReadAsync(await service.Person(id).GetAsync("api/training/today"), HttpStatusCode.OK);
        }

        await using var work = await service.Host.Database.BeginForAsync(mine, CancellationToken.None);
        (await work.QueryAsync<Guid>("SELECT user_id FROM athletes")).ShouldBe([mine]);
        (await work.QueryAsync<Guid>("SELECT user_id FROM daily_workouts")).ShouldBe([mine]);
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_ticket()
    {
        foreach (var address in new[] { "api/athletes/me", $"api/athletes/{Guid.CreateVersion7()}", "api/blocks", "api/training/today", "api/training/workouts", "api/training/model-usage" })
        {
            await Service.ReadAsync(await service.Host.Anonymous.GetAsync(address), HttpStatusCode.Unauthorized);
        }
    }
}
