using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class CatalogueTests(Service service) : IClassFixture<Service>
{
    private const string Exercises = "api/catalog/exercises";
    private const string Equipment = "api/catalog/equipment";
    private const string Matches = "api/catalog/matches";

    private HttpClient Person => service.Person(Guid.CreateVersion7());

    [Fact]
    public async Task The_catalogue_is_for_whoever_is_signed_in()
    {
        using var stranger = service.Host.Anonymous;
        foreach (var address in new[] { Exercises, $"{Exercises}/back-squat", Equipment })
        {
            (await stranger.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await stranger.PostAsJsonAsync(Matches, new JsonObject())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Exercises_are_searched_and_filtered()
    {
        (await IdsAsync($"{Exercises}?q=d%C3%A9velopp%C3%A9%20couche")).First().ShouldBe("bench-press");
        var page = await GetAsync($"{Exercises}?pattern=squat&muscle=quadriceps&discipline=powerlifting&level=intermediate&limit=100");
        page["items"]!.AsArray().Count.ShouldBeGreaterThan(3);
        page["items"]!.AsArray().ShouldAllBe(e => e!["pattern"]!.GetValue<string>() == "squat" && e["level"]!.GetValue<string>() == "intermediate"
            && e["disciplines"]!.AsArray().Any(d => d!.GetValue<string>() == "powerlifting"));
        (await IdsAsync($"{Exercises}?pattern=olympic_lift&equipment=kettlebell&limit=100")).ShouldContain("kettlebell-snatch");
        (await IdsAsync($"{Exercises}?pattern=horizontal_push&equipment=halt%C3%A8res,flat-bench&limit=100")).ShouldSatisfyAllConditions(
            ids => ids.ShouldContain("dumbbell-bench-press"), ids => ids.ShouldContain("push-up"), ids => ids.ShouldNotContain("bench-press"));
        (await IdsAsync($"{Exercises}?pattern=horizontal_push&equipment=&limit=100")).ShouldNotContain("dumbbell-bench-press");
    }

    [Theory]
    [InlineData($"{Exercises}?discipline=strength&limit=100")]
    [InlineData($"{Exercises}?q=press&limit=7")]
    [InlineData($"{Equipment}?limit=100")]
    [InlineData($"{Equipment}?q=bar&group=gym&limit=9")]
    public async Task Lists_are_read_page_by_page_without_loss_or_repetition(string address)
    {
        List<string> read = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync(cursor is null ? address : $"{address}&cursor={cursor}");
            read.AddRange(page["items"]!.AsArray().Select(e => e!["id"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        read.Count.ShouldBeGreaterThan(20);
        read.ShouldBeUnique();
    }

    [Fact]
    public async Task An_exercise_is_shown_with_what_can_stand_for_it()
    {
        var anywhere = await GetAsync($"{Exercises}/military-press");
        anywhere["exercise"]!["id"]!.GetValue<string>().ShouldBe("overhead-press");
        anywhere["match"].ShouldBeNull();
        anywhere["substitutes"]!.AsArray().Count.ShouldBe(8);

        var home = await GetAsync($"{Exercises}/overhead-press?equipment=dumbbells,chair");
        home["match"]!["possible"]!.GetValue<bool>().ShouldBeFalse();
        home["match"]!["missing"]!.AsArray().Select(m => m!.GetValue<string>()).ShouldBe(["barbell", "squat-rack"]);
        home["substitutes"]![0]!["exerciseId"]!.GetValue<string>().ShouldBe("dumbbell-shoulder-press");
        home["substitutes"]!.AsArray().ShouldAllBe(s => s!["reason"]!.GetValue<string>().Length > 20);

        await Service.ReadAsync(await Person.GetAsync($"{Exercises}/no-such-exercise"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Equipment_is_searched_in_its_group()
    {
        (await IdsAsync($"{Equipment}?q=v%C3%A9lo%20d%27appartement")).First().ShouldBe("stationary-bike");
        var outdoor = await GetAsync($"{Equipment}?group=outdoor&limit=100");
        outdoor["items"]!.AsArray().ShouldAllBe(e => e!["groups"]!.AsArray().Any(g => g!.GetValue<string>() == "outdoor"));
    }

    [Fact]
    public async Task Exercises_are_matched_with_a_place()
    {
        var answer = await Service.ReadAsync(await Person.PostAsJsonAsync(Matches, new JsonObject
        {
            ["exerciseIds"] = new JsonArray("back-squat", "push-up"),
            ["equipment"] = new JsonArray("Haltères", "leg-press"),
            ["spare"] = new JsonArray("lower_back"),
            ["level"] = "beginner",
        }), HttpStatusCode.OK);

        var (squat, pushUp) = (answer["items"]![0]!, answer["items"]![1]!);
        squat["match"]!["possible"]!.GetValue<bool>().ShouldBeFalse();
        squat["match"]!["reason"]!.GetValue<string>().ShouldContain("barbell");
        squat["substitutes"]![0]!["exerciseId"]!.GetValue<string>().ShouldBe("goblet-squat");
        squat["substitutes"]![0]!["reason"]!.GetValue<string>().ShouldContain("Spares the lower back.");
        pushUp["match"]!["possible"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Every_unknown_value_is_told_with_what_is_known()
    {
        var response = await Person.GetAsync($"{Exercises}?q={new string('x', 101)}&pattern=sqat&muscle=heart&discipline=chess&level=expert&equipment=dumbels,bar-stool&limit=0&cursor=x");
        var problem = await Service.ReadAsync(response, HttpStatusCode.BadRequest);
        var errors = problem["errors"]!.AsArray().ToLookup(e => e!["field"]!.GetValue<string>(), e => e!["message"]!.GetValue<string>());
        errors.Select(e => e.Key).ShouldBe(["limit", "q", "pattern", "muscle", "discipline", "level", "equipment", "cursor"]);
        errors["pattern"].Single().ShouldContain("horizontal_push, ");
        errors["level"].Single().ShouldBe("level: one of advanced, beginner, intermediate.");
        errors["equipment"].Count().ShouldBe(2);
        errors["equipment"].First().ShouldContain("dumbbells");

        (await Service.FaultsAsync(await Person.GetAsync($"{Equipment}?group=moon"))).ShouldBe(["group"]);
        (await Service.FaultsAsync(await Person.GetAsync($"{Exercises}/back-squat?equipment=anti-gravity"))).ShouldBe(["equipment"]);
    }

    [Fact]
    public async Task Every_fault_of_a_match_names_its_path()
    {
        var person = Person;
        (await Service.FaultsAsync(await person.PostAsJsonAsync(Matches, new JsonObject()))).ShouldBe(["exerciseIds", "equipment"]);
        (await Service.FaultsAsync(await person.PostAsJsonAsync(Matches, new JsonObject
        {
            ["exerciseIds"] = new JsonArray("back-squat", "back-sqat", null),
            ["equipment"] = new JsonArray("barbell", "antigravity", null),
            ["spare"] = new JsonArray("knee", "soul"),
            ["level"] = "godlike",
        }))).ShouldBe(["exerciseIds[1]", "exerciseIds[2]", "equipment[1]", "equipment[2]", "spare[1]", "level"]);
    }

    private async Task<JsonObject> GetAsync(string address) => await Service.ReadAsync(await Person.GetAsync(address), HttpStatusCode.OK);

    private async Task<IReadOnlyList<string>> IdsAsync(string address) =>
        [.. (await GetAsync(address))["items"]!.AsArray().Select(e => e!["id"]!.GetValue<string>())];
}
