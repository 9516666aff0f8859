using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class MessageFormTests
{
    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_form_is_refused_at_its_field(string path, string code, string body)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        var answer = await Discord.ReadAsync(await discord.PostAsync(channel, JsonNode.Parse(body)!), 400);

        answer["code"]!.GetValue<int>().ShouldBe(50035);
        answer["message"]!.GetValue<string>().ShouldBe("Invalid Form Body");
        var node = path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(answer["errors"], (at, part) => at?[part]);
        node.ShouldNotBeNull(answer.ToJsonString());
        node["_errors"]!.AsArray().Select(fault => fault!["code"]!.GetValue<string>()).ShouldContain(code);
        (await discord.HistoryAsync(channel)).ShouldBeEmpty();
    }

    public static TheoryData<string, string, string> Faulty()
    {
        var button = """{"type":2,"style":1,"label":"Log","custom_id":"a"}""";
        string Row(string children) => $$"""{"type":1,"components":[{{children}}]}""";
        string Components(string rows) => $$"""{"content":"x","components":[{{rows}}]}""";
        string Buttons(int count) => string.Join(",", Enumerable.Range(0, count).Select(i => button.Replace("\"a\"", $"\"a{i}\"", StringComparison.Ordinal)));
        string Of(char letter, int count) => new(letter, count);
        return new()
        {
            { "content", "BASE_TYPE_MAX_LENGTH", $$"""{"content":"{{Of('x', 2001)}}"}""" },
            { "content", "STRING_TYPE_CONVERT", """{"content":5}""" },
            { "nonce", "BASE_TYPE_MAX_LENGTH", $$"""{"content":"x","nonce":"{{Of('n', 26)}}"}""" },
            { "nonce", "UNION_TYPE_CHOICES", """{"content":"x","nonce":true}""" },
            { "embeds", "BASE_TYPE_MAX_LENGTH", $$"""{"embeds":[{{string.Join(",", Enumerable.Repeat("{\"title\":\"t\"}", 11))}}]}""" },
            { "embeds", "MAX_EMBED_SIZE_EXCEEDED", $$"""{"embeds":[{"description":"{{Of('d', 4000)}}"},{"description":"{{Of('d', 2001)}}"}]}""" },
            { "embeds.0.title", "BASE_TYPE_MAX_LENGTH", $$"""{"embeds":[{"title":"{{Of('t', 257)}}"}]}""" },
            { "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED", """{"embeds":[{"fields":[{"name":"n"}]}]}""" },
            { "components", "BASE_TYPE_BAD_LENGTH", Components(string.Join(",", Enumerable.Range(0, 6).Select(i => Row(button.Replace("\"a\"", $"\"a{i}\"", StringComparison.Ordinal))))) },
            { "components.0.components", "BASE_TYPE_BAD_LENGTH", Components(Row(Buttons(6))) },
            { "components.0.components", "BASE_TYPE_BAD_LENGTH", Components(Row("")) },
            { "components.0.type", "BASE_TYPE_CHOICES", Components(button) },
            { "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH", Components(Row($$"""{"type":2,"style":1,"label":"{{Of('l', 81)}}","custom_id":"a"}""")) },
            { "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH", Components(Row($$"""{"type":2,"style":1,"label":"l","custom_id":"{{Of('c', 101)}}"}""")) },
            { "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED", Components(Row("""{"type":2,"style":1,"label":"l"}""")) },
            { "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED", Components(Row("""{"type":2,"style":1,"label":"l","custom_id":""}""")) },
            { "components.0.components.0.style", "BASE_TYPE_REQUIRED", Components(Row("""{"type":2,"label":"l","custom_id":"a"}""")) },
            { "components.0.components.0.url", "BASE_TYPE_REQUIRED", Components(Row("""{"type":2,"style":5,"label":"l"}""")) },
            { "components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", Components($"{Row(button)},{Row(button)}") },
            { "allowed_mentions.parse.0", "BASE_TYPE_CHOICES", """{"content":"x","allowed_mentions":{"parse":["people"]}}""" },
        };
    }

    [Fact]
    public async Task Several_faults_are_reported_together()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        var answer = await Discord.ReadAsync(await discord.PostAsync(channel, new
        {
            content = new string('x', 2001), nonce = new string('n', 26), components = new[] { Discord.Row(Discord.Button("a", new string('l', 81))) },
        }), 400);

        answer["errors"]!.AsObject().Select(field => field.Key).ShouldBe(["content", "components", "nonce"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_largest_allowed_form_is_taken()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        var rows = Enumerable.Range(0, 5).Select(row => Discord.Row([.. Enumerable.Range(0, 5)
            .Select(i => Discord.Button($"{row}{i}".PadRight(100, '.'), new string('l', 80)))])).ToArray();

        var message = await discord.PostedAsync(channel, new
        {
            content = string.Concat(Enumerable.Repeat("🏋", 2000)), nonce = new string('n', 25),
            embeds = Enumerable.Repeat(new { description = new string('d', 600) }, 10), components = rows,
        });

        var ids = message["components"]!.AsArray().SelectMany(row => row!["components"]!.AsArray().Append(row)).Select(part => part!["id"]!.GetValue<int>());
        ids.ShouldBe(Enumerable.Range(1, 30), ignoreOrder: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"content\":\"\"}")]
    [InlineData("{\"content\":\" \\n \"}")]
    [InlineData("{\"embeds\":[],\"components\":[]}")]
    public async Task An_empty_message_is_50006(string body)
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        await Discord.ShouldRefuseAsync(await discord.PostAsync(channel, JsonNode.Parse(body)!), 400, 50006);
    }

    [Fact]
    public async Task A_text_pings_whom_it_names_unless_it_is_told_not_to()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();
        var content = $"<@{Discord.Ben}> and @everyone";

        var loud = await discord.PostedAsync(channel, new { content });
        var quiet = await discord.PostedAsync(channel, new { content, allowed_mentions = new { parse = Array.Empty<string>() } });

        loud["mentions"]![0]!["id"]!.GetValue<string>().ShouldBe(Discord.Ben);
        loud["mention_everyone"]!.GetValue<bool>().ShouldBeTrue();
        quiet["mentions"]!.AsArray().ShouldBeEmpty();
        quiet["mention_everyone"]!.GetValue<bool>().ShouldBeFalse();
    }
}
