using System.Text.RegularExpressions;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Domain.Catalogue;

/// <summary>The shipped file, whole: whoever edits a line hears here what does not fit.</summary>
public sealed partial class CatalogueDataTests
{
    private static readonly CatalogueIndex Shipped = CatalogueIndex.Shipped;

    [Fact]
    public void There_are_enough_exercises_and_equipment_in_each_group()
    {
        Shipped.Exercises.Count.ShouldBeGreaterThanOrEqualTo(800);
        Shipped.Equipment.Count.ShouldBeGreaterThanOrEqualTo(360);
        Shipped.Equipment.Count(e => e.Groups.Contains(PlaceType.Home)).ShouldBeGreaterThanOrEqualTo(100);
        Shipped.Equipment.Count(e => e.Groups.Contains(PlaceType.Gym)).ShouldBeGreaterThanOrEqualTo(200);
        Shipped.Equipment.Count(e => e.Groups.Contains(PlaceType.Outdoor)).ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public void Ids_are_short_slugs_in_order_and_used_once()
    {
        string[] exercises = [.. Shipped.Exercises.Select(e => e.Id)];
        string[] equipment = [.. Shipped.Equipment.Select(e => e.Id)];
        exercises.Concat(equipment).ShouldAllBe(id => id.Length <= 60 && Slug().IsMatch(id));
        foreach (var ids in new[] { exercises, equipment })
        {
            ids.ShouldBe(ids.Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_name_means_one_exercise_and_one_item()
    {
        Ambiguous(Shipped.Exercises.Select(e => (e.Id, Names: (IEnumerable<string>)[e.Id, e.Name, .. e.Aliases]))).ShouldBeEmpty();
        Ambiguous(Shipped.Equipment.Select(e => (e.Id, Names: (IEnumerable<string>)[e.Id, e.Name, .. e.Synonyms]))).ShouldBeEmpty();
        Shipped.Equipment.Where(item => item.Synonyms.Append(item.Name).Any(name => Shipped.FindEquipment(name) != item)).ShouldBeEmpty();
        Faulty(e => e.Aliases.Any(name => Shipped.Find(Words.Slug(name)) != e)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_exercise_trains_something_for_somebody()
    {
        Faulty(e => e.Primary.Count == 0 || e.Primary.Intersect(e.Secondary).Any() || Repeats(e.Primary) || Repeats(e.Secondary)).ShouldBeEmpty();
        Faulty(e => e.Disciplines.Count == 0 || Repeats(e.Disciplines) || e.Disciplines.Except(Disciplines.All).Any()).ShouldBeEmpty();
        Faulty(e => string.IsNullOrWhiteSpace(e.Name) || e.Name.Length > 80 || Repeats(e.Stresses)).ShouldBeEmpty();
        Enum.GetValues<MovementPattern>().ShouldAllBe(pattern => Shipped.By(pattern).Count >= 5);
        Disciplines.All.ShouldAllBe(discipline => Shipped.ByDiscipline(discipline).Count >= 3);
    }

    [Fact]
    public void Every_need_is_in_the_equipment_catalogue()
    {
        Faulty(e => e.Needs.Any(group => group.Count == 0 || Repeats(group) || group.Any(id => Shipped.FindEquipment(id)?.Id != id))).ShouldBeEmpty();
        Shipped.Equipment.Where(item => item.ServesAs.Any(id => id == item.Id || Shipped.FindEquipment(id)?.Id != id)).ShouldBeEmpty();
        Faulty(e => !EquipmentSet.Everything.Meets(e)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_substitute_exists_and_keeps_pattern_and_muscles()
    {
        Faulty(e => e.Substitutes.Any(id =>
            Shipped.Find(id) is not { } other || other.Id == e.Id || other.Pattern != e.Pattern || !other.Primary.Intersect([.. e.Primary, .. e.Secondary]).Any()))
            .ShouldBeEmpty();
        Faulty(e => Repeats(e.Substitutes)).ShouldBeEmpty();
        // Those that sessions are built of have somewhere to go.
        Shipped.ByDiscipline(Disciplines.Strength).Where(e => e.Substitutes.Count < 2).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_chosen_by_hand_comes_first_and_in_its_order() => CatalogueFile.Exercises()
        .Where(written => !Shipped.Find(written.Id)!.Substitutes.Take(written.Substitutes.Count).SequenceEqual(written.Substitutes))
        .Select(written => written.Id).ShouldBeEmpty();

    [Fact]
    public void A_catalogue_that_names_what_is_not_there_is_refused()
    {
        var dip = Shipped.Find("dip")! with { Substitutes = [] };
        IReadOnlyList<EquipmentItem> bars = [Shipped.FindEquipment("dip-bars")! with { ServesAs = [] }];
        new CatalogueIndex([dip], bars).Find("dip").ShouldNotBeNull();
        Should.Throw<InvalidOperationException>(() => new CatalogueIndex([dip], [])).Message.ShouldContain("dip-bars");
        Should.Throw<InvalidOperationException>(() => new CatalogueIndex([dip, dip], bars)).Message.ShouldContain("twice");
        Should.Throw<InvalidOperationException>(() => new CatalogueIndex([dip with { Substitutes = ["push-up"] }], bars)).Message.ShouldContain("push-up");
    }

    [Fact]
    public void Every_exercise_of_the_built_in_blocks_is_there_under_its_name()
    {
        var sql = File.ReadAllText(Path.Combine(Checkout.Root, "services/PlanGeneration/Data/Migrations/0002_built_in_blocks.sql"));
        var used = BlockExercise().Matches(sql).Select(m => (Id: m.Groups["id"].Value, Name: m.Groups["name"].Value.Replace("''", "'", StringComparison.Ordinal))).ToHashSet();
        used.Count.ShouldBeGreaterThan(25);
        used.Where(u => Shipped.Find(u.Id) is not { } e || e.Id != u.Id || e.Name != u.Name).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("back-squat", MovementPattern.Squat, "barbell squat-rack", "knee lower_back")]
    [InlineData("front-squat", MovementPattern.Squat, "barbell squat-rack", "knee wrist")]
    [InlineData("bench-press", MovementPattern.HorizontalPush, "barbell flat-bench bench-rack", "shoulder")]
    [InlineData("overhead-press", MovementPattern.VerticalPush, "barbell", "shoulder")]
    [InlineData("deadlift", MovementPattern.Hinge, "barbell", "lower_back")]
    [InlineData("good-morning", MovementPattern.Hinge, "barbell", "lower_back hamstring")]
    [InlineData("bent-over-row", MovementPattern.HorizontalPull, "barbell", "lower_back")]
    [InlineData("pull-up", MovementPattern.VerticalPull, "pull-up-bar", "shoulder elbow")]
    [InlineData("dip", MovementPattern.HorizontalPush, "dip-bars", "shoulder")]
    [InlineData("push-up", MovementPattern.HorizontalPush, "", "wrist")]
    [InlineData("walking-lunge", MovementPattern.Lunge, "dumbbells", "knee")]
    [InlineData("box-jump", MovementPattern.Jump, "plyo-box", "knee ankle")]
    [InlineData("handstand", MovementPattern.Skill, "", "wrist shoulder")]
    [InlineData("farmers-carry", MovementPattern.Carry, "dumbbells", "lower_back")]
    [InlineData("easy-run", MovementPattern.Locomotion, "", "knee ankle calf")]
    public void The_main_lifts_are_what_they_are(string id, object pattern, string needs, string stresses)
    {
        var exercise = Shipped.Find(id).ShouldNotBeNull();
        exercise.Pattern.ShouldBe((MovementPattern)pattern);
        needs.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(need => exercise.Needs.Any(group => group.Contains(need)));
        exercise.Needs.Count.ShouldBeGreaterThanOrEqualTo(needs.Length == 0 ? 0 : 1);
        stresses.Split(' ').Except(exercise.Stresses.Select(WireNames.Of)).ShouldBeEmpty();
    }

    [Fact]
    public void What_loads_an_area_for_certain_says_so()
    {
        Faulty(e => e.Pattern is MovementPattern.Jump && !e.Stresses.Contains(BodyArea.Ankle)).ShouldBeEmpty();
        Faulty(e => e.Pattern is MovementPattern.Squat or MovementPattern.Lunge && !e.Stresses.Contains(BodyArea.Knee)).ShouldBeEmpty();
        Faulty(e => e.Pattern is MovementPattern.VerticalPush or MovementPattern.HorizontalPush or MovementPattern.VerticalPull && !e.Stresses.Contains(BodyArea.Shoulder)).ShouldBeEmpty();
        Faulty(e => e.Id.Contains("deadlift", StringComparison.Ordinal) && !e.Stresses.Contains(BodyArea.Hamstring) && !e.Stresses.Contains(BodyArea.LowerBack)).ShouldBeEmpty();
        Faulty(e => e.Pattern is MovementPattern.Neck && !e.Stresses.Contains(BodyArea.Neck)).ShouldBeEmpty();
        Faulty(e => e.Disciplines.Contains(Disciplines.Running) && e.Pattern == MovementPattern.Locomotion && e.Id.EndsWith("-run", StringComparison.Ordinal)
            && e.Id != "deep-water-run" && !e.Stresses.Contains(BodyArea.Knee)).ShouldBeEmpty();
    }

    /// <summary>The stations of HYROX, and the zones of DEKA FIT, in their order.</summary>
    [Theory]
    [InlineData(Disciplines.Hyrox, "ski-erg", "sled-push", "sled-pull", "burpee-broad-jump", "rowing-erg", "farmers-carry", "sandbag-lunge", "wall-ball")]
    [InlineData(Disciplines.Deka, "deka-reverse-lunge", "rowing-erg", "deka-box-jump-over", "med-ball-sit-up", "ski-erg", "farmers-carry", "air-bike-steady", "d-ball-over-shoulder", "tank-push-pull", "deka-burpee")]
    public void Every_station_of_a_competition_is_there(string discipline, params string[] stations) =>
        stations.Where(id => Shipped.Find(id)?.Disciplines.Contains(discipline) != true).ShouldBeEmpty();

    private static IEnumerable<string> Faulty(Func<Exercise, bool> faulty) => Shipped.Exercises.Where(faulty).Select(e => e.Id);

    private static bool Repeats<T>(IReadOnlyCollection<T> list) => list.Distinct().Count() != list.Count;

    private static IEnumerable<string> Ambiguous(IEnumerable<(string Id, IEnumerable<string> Names)> items) => items
        .SelectMany(item => item.Names.Select(Words.Slug).Distinct().Select(name => (Name: name, item.Id)))
        .GroupBy(name => name.Name).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {string.Join(", ", same.Select(s => s.Id))}");

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Slug();

    [GeneratedRegex(@", \d+, \d+, '(?<id>[a-z0-9-]+)', '(?<name>(?:[^']|'')+)'")]
    private static partial Regex BlockExercise();
}
