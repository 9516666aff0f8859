using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Testing;

namespace Platform.WearableSync.Tests;

public sealed class ListDevicesTests(Servers servers)
{
    [Fact]
    public async Task The_service_is_healthy_once_its_database_and_broker_are_there()
    {
        await using var host = await StartAsync();
        await Eventually.AssertAsync(async () => (await host.Anonymous.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK));
    }

    [Fact]
    public async Task An_athlete_sees_their_own_devices_and_nobody_elses()
    {
        await using var host = await StartAsync();
        var (me, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var work = await host.Database.BeginAsync(CancellationToken.None))
        {
            await work.ExecuteAsync(
                "INSERT INTO devices (id, user_id, provider, name, connected_at) SELECT id, id, 'polar', 'Watch', now() FROM unnest(@ids) AS id",
                new { ids = new[] { me, other } });
            await work.CommitAsync(CancellationToken.None);
        }

        var mine = await host.ClientFor(me).GetFromJsonAsync<JsonElement>("/api/devices");
        mine.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(me);
        (await host.ClientFor(Guid.CreateVersion7()).GetFromJsonAsync<JsonElement>("/api/devices")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await host.Anonymous.GetAsync("/api/devices")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<ServiceHost<Program>> StartAsync() => ServiceHost<Program>.StartAsync(servers, databaseName: "wearablesyncdb");
}
