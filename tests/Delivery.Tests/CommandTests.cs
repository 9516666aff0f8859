using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests;

/// <summary>Slash commands of a person whose account is tied to them.</summary>
public sealed class CommandTests(Servers servers)
{
    [Fact]
    public async Task An_account_that_is_tied_to_nobody_is_told_how_to_do_it_and_changes_nothing()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        foreach (var name in new[] { "today", "log", "last", "pause", "resume", "timezone" })
        {
            var answer = await world.Discord.CommandAsync(athlete.DiscordId!, name, ("zone", "Europe/Paris"));
            answer.Content().ShouldContain("/link", customMessage: name);
            answer["response"]!["data"]!["flags"]!.GetValue<int>().ShouldBe(64, name);
        }

        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "Paris")).ShouldBeEmpty();
        world.Service.Published<ChangeAthleteProfile>().ShouldBeEmpty();
        (await world.QueryAsync<long>("SELECT count(*) FROM interactions")).ShouldBe([0]);
    }

    [Fact]
    public async Task Pause_and_resume_ask_for_it_once_and_say_what_happens()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        var pause = Commands.Body(2, athlete.DiscordId!, "pause");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Discord.SendAsync(pause)));
        answers.Select(a => a.Content()).Distinct().ShouldHaveSingleItem().ShouldContain("/resume");
        await world.ExecuteAsync("UPDATE athletes SET paused = true WHERE user_id = @Id", athlete);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "pause")).Content().ShouldContain("already");
        (await world.Discord.CommandAsync(athlete.DiscordId!, "resume")).Content().ShouldStartWith("Welcome back");
        var told = await Eventually.BecomesAsync(() => Task.FromResult(Asked(world)), t => t.Count == 3);
        told.Select(t => t.Paused).ShouldBe([true, true, false], ignoreOrder: true);
        told.ShouldAllBe(t => t.UserId == athlete.Id && t.TimeZone == null && t.AskedAt == world.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("Europe/Paris", "Europe/Paris", "01:00")]
    [InlineData("asia/kathmandu", "Asia/Kathmandu", "05:45")]
    [InlineData("America/new york", "America/New_York", "19:00")]
    [InlineData("+05:30", "+05:30", "05:30")]
    public async Task The_zone_is_asked_for_and_its_time_is_told(string typed, string zone, string clock)
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "timezone", ("zone", typed))).Content().ShouldContain(clock);
        var told = await Eventually.BecomesAsync(() => Task.FromResult(Asked(world)), t => t.Count == 1);
        told[0].ShouldBe(new ChangeAthleteProfile(athlete.Id, null, zone, null, world.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("Mars/Phobos")]
    [InlineData("UTC+25")]
    [InlineData("+99:00")]
    [InlineData("@everyone **hi**")]
    [InlineData("")]
    public async Task A_zone_that_is_none_is_refused_and_shown_as_it_was_typed(string typed)
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        var answer = await world.Discord.CommandAsync(athlete.DiscordId!, "timezone", ("zone", typed));
        answer.Content().ShouldContain("no time zone");
        answer.Content().ShouldNotContain("@everyone", customMessage: "escaped");
        answer["response"]!["data"]!["allowed_mentions"]!["parse"]!.AsArray().ShouldBeEmpty();
        Asked(world).ShouldBeEmpty();
    }

    [Fact]
    public async Task Zones_are_completed_as_they_are_typed()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "par"))[0].Value.ShouldBe("America/Paramaribo");
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "PARIS")).ShouldBe([("Europe/Paris (01:00)", "Europe/Paris")]);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "new york")).ShouldContain(("America/New_York (19:00)", "America/New_York"));
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "")).Count.ShouldBe(25);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "nowhere at all")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_are_in_the_persons_language_and_for_strangers_in_that_of_their_Discord()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        await world.ExecuteAsync("INSERT INTO preferences (user_id, language, updated_at) VALUES (@Id, 'fr', now())", athlete);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "resume")).Content().ShouldBe(Texts.For("fr").ResumeAlready);

        var stranger = Commands.Body(2, "700000000000000003", "today");
        stranger["locale"] = "fr";
        (await world.Discord.SendAsync(stranger)).Content().ShouldBe(Texts.For("fr").NotLinked("/link"));
    }

    private static async Task<Athlete> LinkedAsync(World world)
    {
        var athlete = await world.AddAthleteAsync();
        await world.LinkAsync(athlete);
        return athlete;
    }

    // Linking tells the account; what the command asks for tells something else.
    private static List<ChangeAthleteProfile> Asked(World world) =>
        [.. world.Service.Published<ChangeAthleteProfile>().Where(c => c.DiscordUserId is null)];
}
