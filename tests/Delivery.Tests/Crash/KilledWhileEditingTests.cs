using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests.Crash;

/// <summary>
/// Killed while a posted message is brought up to date: it ends as it should read, and stays one. An edit says the whole
/// message, so that Discord's memory of nonces has no part in it.
/// </summary>
public sealed class KilledWhileEditingTests(CrashSite site) : IClassFixture<CrashSite>
{
    [Fact]
    public async Task While_the_edit_is_on_the_wire_which_loses_it()
    {
        var (athlete, _) = await DeliveredAsync();
        var held = site.ToDiscord.HoldRequest(Points.EditsMessage);
        await site.LogAsync(athlete, "back-squat", 80, 5);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await ContentAsync(athlete)).ShouldNotContain("80 kg");
        await site.RestartAsync(nonceIsRemembered: true);
        await ShouldReadAsync(athlete, "80 kg × 5");
    }

    [Fact]
    public async Task While_the_edit_is_on_the_wire_where_it_arrives_late()
    {
        var (athlete, _) = await DeliveredAsync();
        var held = site.ToDiscord.HoldRequest(Points.EditsMessage);
        await site.LogAsync(athlete, "back-squat", 80, 5);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Release();
        await held.ArrivedAsync();
        await site.RestartAsync(nonceIsRemembered: true);
        await ShouldReadAsync(athlete, "80 kg × 5");
    }

    // Until the dead process's lease is over its edit may still arrive, and says what was so then.
    [Fact]
    public async Task While_an_edit_is_on_the_wire_that_arrives_when_it_is_out_of_date()
    {
        var (other, _) = await DeliveredAsync();
        var (athlete, _) = await DeliveredAsync();
        var held = site.ToDiscord.HoldRequest(Points.EditsMessage);
        await site.LogAsync(athlete, "back-squat", 80, 5);
        await held.ReachedAsync();

        await site.KillAsync();
        await site.Service.StartAsync();
        await site.LogAsync(athlete, "bench-press", 60, 8);
        // What was logged after it is shown: whatever was to be done at once is done.
        await site.LogAsync(other, "back-squat", 70, 5);
        await ShouldReadAsync(other, "70 kg × 5");
        held.Release();
        await held.ArrivedAsync();
        await site.EndLeasesAsync();
        await ShouldReadAsync(athlete, "80 kg × 5", "60 kg × 8");
    }

    [Fact]
    public async Task After_Discord_stored_the_edit_and_before_it_answered()
    {
        var (athlete, _) = await DeliveredAsync();
        var held = site.ToDiscord.HoldAnswer(Points.EditsMessage);
        await site.LogAsync(athlete, "back-squat", 80, 5);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        await site.RestartAsync(nonceIsRemembered: true);
        await ShouldReadAsync(athlete, "80 kg × 5");
    }

    [Fact]
    public async Task After_Discord_answered_and_before_that_was_committed()
    {
        var (athlete, _) = await DeliveredAsync();
        var id = (await site.QueryAsync<Guid>("SELECT id FROM deliveries WHERE user_id = @Id", athlete)).Single().ToByteArray(bigEndian: true);
        var held = site.ToDiscord.HoldAnswer(Points.EditsMessage);
        await site.LogAsync(athlete, "back-squat", 80, 5);
        await held.ReachedAsync();
        var settled = site.ToDatabase.HoldToServer(from: id);
        held.Release();
        await settled.ShouldHoldAsync(id);

        await site.KillAsync();
        settled.Drop();
        await site.RestartAsync(nonceIsRemembered: true);
        await ShouldReadAsync(athlete, "80 kg × 5");
    }

    // Discord tells the athlete that it failed; what is stored shows all the same.
    [Fact]
    public async Task After_a_log_was_committed_and_before_the_form_was_answered()
    {
        var (athlete, post) = await DeliveredAsync();
        // It was posted in the morning.
        await site.ExecuteAsync("UPDATE deliveries SET shown_at = shown_at - interval '9 hours'");
        var answer = site.FromDiscord.HoldAnswer(exchange => exchange.Path.EndsWith("/discord/interactions", StringComparison.Ordinal));
        var submit = site.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "80", "5");
        await answer.ReachedAsync();

        await site.KillAsync();
        answer.Drop();
        (await submit).ResultOf().ShouldBe("failed");
        (await ContentAsync(athlete)).ShouldNotContain("80 kg");
        await site.RestartAsync(nonceIsRemembered: true);
        await ShouldReadAsync(athlete, "80 kg × 5");
    }

    private async Task<(Athlete Athlete, JsonNode Post)> DeliveredAsync()
    {
        var athlete = await site.AddAthleteAsync();
        var due = await site.DropAsync(athlete);
        return (athlete, (await site.ShouldHaveDeliveredOnceAsync(athlete, due)).Single());
    }

    private async Task<string> ContentAsync(Athlete athlete) => (await site.PostsAsync(athlete)).ShouldHaveSingleItem()["content"]!.GetValue<string>();

    /// <summary>Nothing is left to be brought up to date, and the one message says all of it.</summary>
    private async Task ShouldReadAsync(Athlete athlete, params string[] logged)
    {
        await site.BecomesAsync("SELECT count(*) FROM deliveries WHERE user_id = @Id AND refresh_at IS NOT NULL", athlete, 0L);
        var content = await ContentAsync(athlete);
        foreach (var set in logged)
        {
            content.ShouldContain(set, Case.Sensitive, site.Service.Said);
        }
    }
}
