using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests;

/// <summary>A Discord account tied to a person by a code that they type there.</summary>
public sealed class LinkTests(Servers servers)
{
    private const string Account = "700000000000000001";
    private const string OtherAccount = "700000000000000002";

    [Fact]
    public async Task A_code_typed_in_Discord_ties_the_account_and_works_once()
    {
        await using var world = await World.StartAsync(servers);
        var person = Guid.CreateVersion7();
        using var client = world.Service.ClientFor(person);
        (await LinkAsync(client))["linked"]!.GetValue<bool>().ShouldBeFalse();
        var code = await world.LinkCodeAsync(person);
        code.ShouldMatch("^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$");

        // As people type it.
        var answer = await world.Discord.CommandAsync(Account, "link", ("code", $" {code.ToLowerInvariant().Replace('-', ' ')}"));
        answer.Content().ShouldStartWith("Linked");
        answer["response"]!["data"]!["flags"]!.GetValue<int>().ShouldBe(64);

        var link = await LinkAsync(client);
        (link["discordUserId"]!.GetValue<string>(), link["applicationId"]!.GetValue<string>()).ShouldBe((Account, "1100000000000000001"));
        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<ChangeAthleteProfile>()), t => t.Count == 1);
        told[0].ShouldBe(new ChangeAthleteProfile(person, null, null, Account, world.Clock.GetUtcNow()));

        (await world.Discord.CommandAsync(OtherAccount, "link", ("code", code))).Content().ShouldStartWith("That code is wrong");
        (await world.LinkOfAsync(person)).ShouldBe([Account]);
    }

    [Fact]
    public async Task A_code_is_kept_as_a_hash_lives_ten_minutes_and_ends_with_the_next()
    {
        await using var world = await World.StartAsync(servers);
        var person = Guid.CreateVersion7();
        var first = await world.LinkCodeAsync(person);
        var second = await world.LinkCodeAsync(person);
        (await world.QueryAsync<byte[]>("SELECT code_hash FROM link_codes")).ShouldHaveSingleItem().ShouldBe(LinkCode.Hash(second.Replace("-", "", StringComparison.Ordinal)));
        (await world.Discord.CommandAsync(Account, "link", ("code", first))).Content().ShouldStartWith("That code is wrong");
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        (await world.Discord.CommandAsync(Account, "link", ("code", second))).Content().ShouldStartWith("That code is wrong");
        (await world.LinkOfAsync(person)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Five_codes_in_ten_minutes_are_enough_however_fast_they_are_asked_for()
    {
        await using var world = await World.StartAsync(servers);
        using var client = world.Service.ClientFor(Guid.CreateVersion7());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsync("api/deliveries/discord/link-codes", null)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(5);
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBe(TimeSpan.FromMinutes(10));
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        (await client.PostAsync("api/deliveries/discord/link-codes", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var anonymous = world.Service.Anonymous;
        (await anonymous.PostAsync("api/deliveries/discord/link-codes", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_account_of_someone_else_stays_theirs_and_the_code_good()
    {
        await using var world = await World.StartAsync(servers);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.LinkAsync(new Athlete(first, Account));
        var code = await world.LinkCodeAsync(second);
        (await world.Discord.CommandAsync(Account, "link", ("code", code))).Content().ShouldContain("linked to another account");
        ((await world.LinkOfAsync(first)).Single(), (await world.LinkOfAsync(second)).Count).ShouldBe((Account, 0));

        using var client = world.Service.ClientFor(first);
        (await client.DeleteAsync("api/deliveries/discord/link")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.Discord.CommandAsync(Account, "link", ("code", code))).Content().ShouldStartWith("Linked");
        ((await world.LinkOfAsync(first)).Count, (await world.LinkOfAsync(second)).Single()).ShouldBe((0, Account));
    }

    [Fact]
    public async Task A_person_moves_to_another_account_by_a_new_code()
    {
        await using var world = await World.StartAsync(servers);
        var person = Guid.CreateVersion7();
        await world.LinkAsync(new Athlete(person, Account));
        await world.LinkAsync(new Athlete(person, OtherAccount));
        (await world.LinkOfAsync(person)).ShouldBe([OtherAccount]);
        (await world.Discord.CommandAsync(OtherAccount, "link", ("code", await world.LinkCodeAsync(person)))).Content().ShouldContain("already");
    }

    [Fact]
    public async Task An_untied_account_gets_nothing_more_until_it_is_tied_again()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.LinkAsync(athlete);
        using var client = world.Service.ClientFor(athlete.Id);
        await client.DeleteAsync("api/deliveries/discord/link");
        await client.DeleteAsync("api/deliveries/discord/link");
        (await LinkAsync(client))["linked"]!.GetValue<bool>().ShouldBeFalse();
        (await UsableAsync(client)).ShouldBeFalse("the profile still names it, but they have untied it");
        await world.LinkAsync(athlete);
        (await UsableAsync(client)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_replay_gets_the_same_answer_and_changes_nothing()
    {
        await using var world = await World.StartAsync(servers);
        var person = Guid.CreateVersion7();
        var body = Commands.Body(2, Account, "link", ("code", await world.LinkCodeAsync(person)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.Discord.SendAsync(body)));
        answers.Select(a => a.Content()).Distinct().ShouldHaveSingleItem().ShouldStartWith("Linked");
        await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<ChangeAthleteProfile>()), t => t.Count == 1);

        var wrong = Commands.Body(2, OtherAccount, "link", ("code", "ABCD-EFGH"));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => world.Discord.SendAsync(wrong)));
        (await world.QueryAsync<long>("SELECT count(*) FROM link_attempts")).ShouldBe([1], "one attempt, however often it is replayed");
        world.Service.Published<ChangeAthleteProfile>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Guessing_ends_after_ten_wrong_codes_in_an_hour_for_that_account_alone()
    {
        await using var world = await World.StartAsync(servers);
        var person = Guid.CreateVersion7();
        var guesses = await Task.WhenAll(Enumerable.Range(0, 15).Select(i => world.Discord.CommandAsync(Account, "link", ("code", $"ABCD-EF{i + 20:00}"))));
        guesses.Count(g => g.Content().StartsWith("That code is wrong", StringComparison.Ordinal)).ShouldBe(10);
        guesses.Count(g => g.Content().StartsWith("Too many", StringComparison.Ordinal)).ShouldBe(5);

        (await world.Discord.CommandAsync(Account, "link", ("code", await world.LinkCodeAsync(person)))).Content().ShouldStartWith("Too many", customMessage: "a right code does not help either");
        (await world.LinkOfAsync(person)).ShouldBeEmpty();
        (await world.Discord.CommandAsync(OtherAccount, "link", ("code", "ABCD-EFGH"))).Content().ShouldStartWith("That code is wrong");
        world.Clock.Advance(TimeSpan.FromHours(1));
        (await world.Discord.CommandAsync(Account, "link", ("code", await world.LinkCodeAsync(person)))).Content().ShouldStartWith("Linked");
    }

    [Theory]
    [InlineData("ABCD-EFGH", "ABCDEFGH")]
    [InlineData("  abcd efgh ", "ABCDEFGH")]
    [InlineData("a-b-c-d-2-3-4-5", "ABCD2345")]
    [InlineData("ABCDEFG", null)]
    [InlineData("ABCDEFGHJ", null)]
    [InlineData("ABCD-EFG0", null)]
    [InlineData("ABCD-EFG\0", null)]
    [InlineData("ａｂｃｄｅｆｇｈ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_people_type_it(string? typed, string? code) => LinkCode.Read(typed).ShouldBe(code);

    private static async Task<JsonNode> LinkAsync(HttpClient client) => (await client.GetFromJsonAsync<JsonNode>("api/deliveries/discord/link"))!;

    private static async Task<bool> UsableAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonNode>("api/deliveries/preferences"))!["reach"]!.AsArray()
            .Single(r => r!["channel"]!.GetValue<string>() == "discord")!["usable"]!.GetValue<bool>();
}
