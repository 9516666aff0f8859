using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class CommandRegistrationTests
{
    private const string Commands = $"applications/{Discord.Application}/commands";

    private static object Option(string name, int type = 3, bool required = false) => new { name, description = "d", type, required };

    private static object Command(string name = "today", params object[] options) => new { name, description = "Today's training", options };

    private static async Task<string> FaultOfAsync(Discord discord, object command)
    {
        var errors = (await Discord.ReadAsync(await discord.Bot.PostAsJsonAsync(Commands, command), 400))["errors"]!;
        var (path, node) = ("", errors);
        while (node.AsObject()["_errors"] is null)
        {
            var (name, child) = node.AsObject().First();
            (path, node) = ($"{path}{(path.Length == 0 ? "" : ".")}{name}", child!);
        }

        return $"{path} {node["_errors"]![0]!["code"]}";
    }

    [Fact]
    public async Task Registered_commands_replace_all_others_and_come_back_as_Discord_keeps_them()
    {
        await using var discord = await Discord.StartAsync();
        await discord.RegisterAsync(Command("old"), Command("today"));
        var before = (await discord.RegisterAsync(Command("today")))[0]!;

        var after = (await discord.RegisterAsync(Command("today"), Command("last", Option("exercise")))).ToList();

        after.Count.ShouldBe(2);
        after[0]!["id"]!.GetValue<string>().ShouldBe(before["id"]!.GetValue<string>(), "a name that stays keeps its id");
        after[1]!["type"]!.GetValue<int>().ShouldBe(1);
        after[1]!["application_id"]!.GetValue<string>().ShouldBe(Discord.Application);
        after[1]!["options"]![0]!["name"]!.GetValue<string>().ShouldBe("exercise");
        var listed = (await Discord.ReadAsync(await discord.Bot.GetAsync(Commands), 200)).AsArray();
        listed.Select(each => each!["name"]!.GetValue<string>()).ShouldBe(["today", "last"]);
    }

    [Fact]
    public async Task A_single_command_is_made_changed_and_deleted()
    {
        await using var discord = await Discord.StartAsync();

        var made = await Discord.ReadAsync(await discord.Bot.PostAsJsonAsync(Commands, Command()), 201);
        var again = await Discord.ReadAsync(await discord.Bot.PostAsJsonAsync(Commands, Command()), 200);
        var id = made["id"]!.GetValue<string>();
        again["id"]!.GetValue<string>().ShouldBe(id);
        var edited = await Discord.ReadAsync(await discord.Bot.PatchAsJsonAsync($"{Commands}/{id}", new { description = "Other" }), 200);
        edited["description"]!.GetValue<string>().ShouldBe("Other");
        edited["name"]!.GetValue<string>().ShouldBe("today");
        await Discord.ReadAsync(await discord.Bot.GetAsync($"{Commands}/{id}"), 200);
        await Discord.ReadAsync(await discord.Bot.DeleteAsync($"{Commands}/{id}"), 204);
        await Discord.ShouldRefuseAsync(await discord.Bot.GetAsync($"{Commands}/{id}"), 404, 10063);
    }

    [Theory]
    [InlineData("Today")]
    [InlineData("to day")]
    [InlineData("a123456789012345678901234567890123")]
    [InlineData("jour!")]
    public async Task A_name_must_be_of_lower_case_letters_digits_and_hyphens(string name)
    {
        await using var discord = await Discord.StartAsync();

        (await FaultOfAsync(discord, Command(name))).ShouldStartWith("name ");
    }

    [Theory]
    [InlineData("aujourd'hui")]
    [InlineData("été_2")]
    [InlineData("सत्र")]
    public async Task Names_of_other_scripts_are_fine(string name)
    {
        await using var discord = await Discord.StartAsync();

        (await discord.RegisterAsync(Command(name)))[0]!["name"]!.GetValue<string>().ShouldBe(name);
    }

    [Fact]
    public async Task Faulty_forms_are_refused_where_they_are_faulty()
    {
        await using var discord = await Discord.StartAsync();
        object With(object option) => Command("log", option);

        (await FaultOfAsync(discord, new { name = "log" })).ShouldBe("description BASE_TYPE_REQUIRED");
        (await FaultOfAsync(discord, new { name = "log", description = new string('d', 101) })).ShouldBe("description BASE_TYPE_BAD_LENGTH");
        (await FaultOfAsync(discord, Command("log", Option("a"), Option("b", required: true)))).ShouldBe("options APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID");
        (await FaultOfAsync(discord, Command("log", Option("a"), Option("a")))).ShouldBe("options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS");
        (await FaultOfAsync(discord, Command("log", [.. Enumerable.Range(0, 26).Select(i => Option($"o{i}"))]))).ShouldBe("options BASE_TYPE_MAX_LENGTH");
        (await FaultOfAsync(discord, With(Option("a", 12)))).ShouldBe("options.0.type NUMBER_TYPE_MAX");
        (await FaultOfAsync(discord, With(new { name = "a", description = "d", type = 4, min_value = 5, max_value = 1 })))
            .ShouldBe("options.0.min_value APPLICATION_COMMAND_OPTION_MIN_MAX_INVALID");
        (await FaultOfAsync(discord, With(new { name = "a", description = "d", type = 4, choices = new[] { new { name = "One", value = "1" } } })))
            .ShouldBe("options.0.choices.0.value NUMBER_TYPE_COERCE");
        (await FaultOfAsync(discord, With(new { name = "a", description = "d", type = 3, autocomplete = true, choices = new[] { new { name = "One", value = "1" } } })))
            .ShouldBe("options.0.autocomplete APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID");
        (await FaultOfAsync(discord, new { name = "log", description = "d", contexts = new[] { 3 } })).ShouldBe("contexts.0 BASE_TYPE_CHOICES");
        (await FaultOfAsync(discord, new { name = "log", description = "d", name_localizations = new { xx = "journal" } })).ShouldBe("name_localizations.xx BASE_TYPE_CHOICES");
        (await FaultOfAsync(discord, new { name = "log", description = "d", name_localizations = new { fr = "Journal" } }))
            .ShouldBe("name_localizations.fr APPLICATION_COMMAND_INVALID_NAME");
    }

    [Fact]
    public async Task Names_must_differ_and_a_hundred_are_the_most()
    {
        await using var discord = await Discord.StartAsync();
        var twice = await discord.Bot.PutAsJsonAsync(Commands, new[] { Command(), Command() });
        (await Discord.ReadAsync(twice, 400))["errors"]!["1"]!["name"]!["_errors"]![0]!["code"]!.GetValue<string>().ShouldBe("APPLICATION_COMMANDS_DUPLICATE_NAME");

        var many = Enumerable.Range(0, 101).Select(i => Command($"c{i}")).ToList();
        await Discord.ShouldRefuseAsync(await discord.Bot.PutAsJsonAsync(Commands, many), 400, 30032);
        await discord.RegisterAsync([.. many.Take(100)]);
        await Discord.ShouldRefuseAsync(await discord.Bot.PostAsJsonAsync(Commands, many[100]), 400, 30032);
    }

    [Fact]
    public async Task A_command_and_its_translations_have_eight_thousand_characters_together()
    {
        await using var discord = await Discord.StartAsync();
        object Large(int options) => Command("log", [.. Enumerable.Range(0, options).Select(i => new
        {
            name = $"o{i}", description = "d", description_localizations = new { fr = new string('x', 98) }, type = 3,
            choices = Enumerable.Range(0, 10).Select(n => new { name = new string('c', 30), value = $"{n}{new string('v', 29)}" }),
        })]);

        await discord.RegisterAsync(Large(11));
        (await FaultOfAsync(discord, Large(12))).ShouldBe("options APPLICATION_COMMAND_TOO_LARGE");
    }

    [Fact]
    public async Task Translations_are_listed_where_they_are_asked_for()
    {
        await using var discord = await Discord.StartAsync();
        await discord.RegisterAsync(new { name = "today", description = "d", name_localizations = new { fr = "aujourdhui" } });

        (await Discord.ReadAsync(await discord.Bot.GetAsync(Commands), 200))[0]!.AsObject().ContainsKey("name_localizations").ShouldBeFalse();
        (await Discord.ReadAsync(await discord.Bot.GetAsync($"{Commands}?with_localizations=true"), 200))[0]!["name_localizations"]!["fr"]!
            .GetValue<string>().ShouldBe("aujourdhui");
    }

    [Fact]
    public async Task Another_applications_commands_are_not_ours_to_touch()
    {
        await using var discord = await Discord.StartAsync();

        await Discord.ShouldRefuseAsync(await discord.Bot.PutAsJsonAsync("applications/42/commands", Array.Empty<object>()), 403, 20012);
    }

    [Fact]
    public async Task Commands_survive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("discord-commands-");
        try
        {
            JsonNode before;
            await using (var discord = await Discord.StartAsync(("DataDirectory", folder.FullName)))
            {
                before = (await discord.RegisterAsync(Command("today", Option("day"))))[0]!;
            }

            await using var again = await Discord.StartAsync(("DataDirectory", folder.FullName));
            var kept = await Discord.ReadAsync(await again.Bot.GetAsync($"{Commands}/{before["id"]}"), 200);
            JsonNode.DeepEquals(kept, before).ShouldBeTrue(kept.ToJsonString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
