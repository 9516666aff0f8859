using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class ChangeFromElsewhereTests(Service service, Servers servers) : IClassFixture<Service>
{
    private const string Me = "api/athletes/me";
    private const string SomeoneInDiscord = "987654321098765432";

    // The service's clock stands; profiles are made, and changed in the app, at this instant.
    private DateTimeOffset Now => service.Host.Clock.GetUtcNow();

    [Fact]
    public async Task What_is_asked_elsewhere_changes_the_profile_and_is_told_once()
    {
        var id = await service.AthleteAsync(Service.Profile("Europe/Paris", Service.BlockA));

        await AskAsync(new(id, true, "Asia/Kathmandu", SomeoneInDiscord, Now.AddMinutes(1)));

        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => p.Version).ShouldBe([1, 2]));
        var told = service.ProfilesOf(id);
        told[1].ShouldSatisfyAllConditions(
            p => p.Paused.ShouldBeTrue(), p => p.TimeZone.ShouldBe("Asia/Kathmandu"), p => p.DiscordUserId.ShouldBe(SomeoneInDiscord),
            p => p.DisplayName.ShouldBe("Ada"), p => p.BlockId.ShouldBe(Service.BlockA), p => p.StartDate.ShouldBe(told[0].StartDate),
            p => p.ScheduleDays.ShouldBe(told[0].ScheduleDays), p => p.DiscordChannelId.ShouldBeNull());
        var read = await ReadAsync(id);
        (read["version"]!.GetValue<long>(), read["paused"]!.GetValue<bool>()).ShouldBe((2, true));
    }

    [Fact]
    public async Task What_is_null_stays_and_what_does_not_differ_is_not_told()
    {
        var id = await service.AthleteAsync(Service.Profile("Europe/Paris", paused: true));

        await AskAsync(new(id, true, null, null, Now.AddMinutes(1)));
        await AskAsync(new(id, null, null, null, Now.AddMinutes(2)));
        await AskAsync(new(id, false, null, null, Now.AddMinutes(3)));

        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => (p.Version, p.Paused, p.TimeZone))
            .ShouldBe([(1, true, "Europe/Paris"), (2, false, "Europe/Paris")]));
    }

    [Fact]
    public async Task What_comes_a_second_time_changes_nothing()
    {
        await using var own = await StartAsync();
        var id = await own.AthleteAsync();
        var (pause, message) = (new ChangeAthleteProfile(id, true, null, null, own.Host.Clock.GetUtcNow().AddMinutes(1)), Guid.CreateVersion7());
        await AskAsync(pause, own, message);
        own.Host.Clock.Advance(TimeSpan.FromHours(1));
        await PutAsync(own, id, Service.Profile(block: Service.BlockA));

        await own.Host.PublishAsync(pause, message);
        await AskAsync(pause, own);

        (await ReadAsync(id, own))["version"]!.GetValue<long>().ShouldBe(3);
        await Eventually.AssertAsync(() => own.ProfilesOf(id).Select(p => p.Paused).ShouldBe([false, true, false]));
    }

    // The first of each, paused and zone, is what the profile is made with, so a later word may say what is there already.
    [Theory]
    [InlineData(new[] { 1, 2, 3 })]
    [InlineData(new[] { 1, 3, 2 })]
    [InlineData(new[] { 2, 1, 3 })]
    [InlineData(new[] { 2, 3, 1 })]
    [InlineData(new[] { 3, 1, 2 })]
    [InlineData(new[] { 3, 2, 1 })]
    public async Task Of_several_that_change_the_same_the_one_asked_last_holds_whatever_the_order(int[] order)
    {
        var id = await service.AthleteAsync(Service.Profile("Europe/Paris"));
        ChangeAthleteProfile[] asked =
        [
            new(id, true, "Asia/Kathmandu", null, Now.AddMinutes(1)),
            new(id, null, "Asia/Tokyo", SomeoneInDiscord, Now.AddMinutes(2)),
            new(id, false, null, null, Now.AddMinutes(3)),
        ];

        foreach (var at in order)
        {
            await AskAsync(asked[at - 1]);
        }

        var read = await ReadAsync(id);
        read["paused"]!.GetValue<bool>().ShouldBeFalse();
        read["timeZone"]!.GetValue<string>().ShouldBe("Asia/Tokyo");
        read["discordUserId"]!.GetValue<string>().ShouldBe(SomeoneInDiscord);
    }

    [Fact]
    public async Task What_the_athlete_has_changed_in_the_app_since_is_not_undone()
    {
        await using var app = await StartAsync();
        var id = await app.AthleteAsync(Service.Profile("Europe/Paris"));
        app.Host.Clock.Advance(TimeSpan.FromHours(1));
        // Pauses in the app at one o'clock, and leaves the zone as it is.
        await PutAsync(app, id, Service.Profile("Europe/Paris", paused: true));
        var before = app.Host.Clock.GetUtcNow().AddMinutes(-30);

        await AskAsync(new(id, false, "Asia/Tokyo", null, before), app);
        (await ReadAsync(id, app)).ShouldSatisfyAllConditions(
            p => p["paused"]!.GetValue<bool>().ShouldBeTrue(), p => p["timeZone"]!.GetValue<string>().ShouldBe("Asia/Tokyo"));

        // What is older than the profile itself was not said of it.
        await AskAsync(new(id, null, null, SomeoneInDiscord, before.AddDays(-1)), app);
        (await ReadAsync(id, app))["discordUserId"]!.GetValue<string>().ShouldBe("123456789012345678");

        await AskAsync(new(id, false, null, null, before.AddHours(1)), app);
        (await ReadAsync(id, app))["paused"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task What_cannot_be_used_is_left_out_and_the_rest_holds()
    {
        var id = await service.AthleteAsync(Service.Profile("Europe/Paris"));

        await AskAsync(new(id, true, "Mars/Olympus", "12", Now.AddMinutes(1)));
        await AskAsync(new(id, null, "", "999999999999999999999", Now.AddMinutes(2)));

        await Eventually.AssertAsync(() => service.ProfilesOf(id).Select(p => (p.Version, p.Paused, p.TimeZone, p.DiscordUserId))
            .ShouldBe([(1, false, "Europe/Paris", "123456789012345678"), (2, true, "Europe/Paris", "123456789012345678")]));
    }

    [Fact]
    public async Task Who_has_no_profile_gets_none()
    {
        var id = Guid.CreateVersion7();
        await AskAsync(new(id, true, "Europe/Paris", SomeoneInDiscord, Now.AddMinutes(1)));
        (await service.Person(id).GetAsync(Me)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        service.ProfilesOf(id).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_at_once_end_with_the_last_and_raise_a_version_for_each_change()
    {
        var id = await service.AthleteAsync();
        await Task.WhenAll(Enumerable.Range(1, 24).Select(n => service.Host.PublishAsync(
            new ChangeAthleteProfile(id, n % 2 == 1, null, null, Now.AddMinutes(n)))));
        await AskAsync(new(id, null, null, SomeoneInDiscord, Now.AddHours(1)));

        await Eventually.AssertAsync(async () => (await DecidedAsync(id)).ShouldBe(Now.AddMinutes(24)));
        var read = await ReadAsync(id);
        read["paused"]!.GetValue<bool>().ShouldBeFalse();
        await Eventually.AssertAsync(() =>
        {
            var told = service.ProfilesOf(id);
            told.Select(p => p.Version).ShouldBe(Enumerable.Range(1, told.Count).Select(v => (long)v));
            told[^1].Version.ShouldBe(read["version"]!.GetValue<long>());
        });
    }

    private async Task<Service> StartAsync()
    {
        var own = new Service(servers);
        await own.InitializeAsync();
        return own;
    }

    // Through when its inbox row is there: it is committed with what was done.
    private async Task AskAsync(ChangeAthleteProfile asked, Service? of = null, Guid? messageId = null)
    {
        var (host, message) = ((of ?? service).Host, messageId ?? Guid.CreateVersion7());
        await host.PublishAsync(asked, message);
        await Eventually.AssertAsync(async () =>
        {
            await using var work = await host.Database.BeginAsync(CancellationToken.None);
            (await work.ScalarAsync<long>(
                "SELECT count(*) FROM inbox WHERE message_id = @message AND consumer LIKE '%OnChangeAthleteProfile%'", new { message })).ShouldBe(1);
        });
    }

    private static async Task PutAsync(Service app, Guid id, JsonObject profile) =>
        await Service.ReadAsync(await app.Person(id).PutAsJsonAsync(Me, profile), HttpStatusCode.OK);

    private async Task<DateTimeOffset> DecidedAsync(Guid id)
    {
        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        return await work.ScalarAsync<DateTimeOffset>("SELECT paused_decided_at FROM athletes WHERE user_id = @id", new { id });
    }

    private async Task<JsonObject> ReadAsync(Guid id, Service? of = null) =>
        await Service.ReadAsync(await (of ?? service).Person(id).GetAsync(Me), HttpStatusCode.OK);
}
