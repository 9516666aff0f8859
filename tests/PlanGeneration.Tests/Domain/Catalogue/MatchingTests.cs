using FsCheck;
using FsCheck.Fluent;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Tests.Domain.Catalogue;

public sealed class MatchingTests
{
    private static readonly CatalogueIndex Shipped = CatalogueIndex.Shipped;
    private static readonly HashSet<BodyArea> Nowhere = [];

    private static Exercise BenchPress => Shipped.Find("bench-press")!;

    [Fact]
    public void Every_need_has_to_be_met_by_any_one_item_of_its_group()
    {
        Place("barbell", "flat-bench", "bench-rack").Meets(BenchPress).ShouldBeTrue();
        Place("barbell", "flat-bench").Meets(BenchPress).ShouldBeFalse();
        Place("dumbbells", "incline-bench").Meets(Shipped.Find("incline-dumbbell-press")!).ShouldBeTrue();
        EquipmentSet.Nothing.Meets(Shipped.Find("push-up")!).ShouldBeTrue();
        EquipmentSet.Nothing.Meets(BenchPress).ShouldBeFalse();
        EquipmentSet.Everything.Meets(BenchPress).ShouldBeTrue();
    }

    [Fact]
    public void What_an_item_can_stand_for_counts_also_at_second_hand()
    {
        var place = Place("power-rack", "olympic-barbell", "fid-bench");
        place.Has("pull-up-bar").ShouldBeTrue();
        place.Has("squat-rack").ShouldBeTrue();
        place.Has("bench-rack").ShouldBeTrue(); // by the squat rack
        place.Has("flat-bench").ShouldBeTrue(); // by the adjustable bench
        place.Has("dumbbells").ShouldBeFalse();
        place.Has("no-such-thing").ShouldBeFalse();
        place.Meets(BenchPress).ShouldBeTrue();
        Place("flat-bench").Has("fid-bench").ShouldBeFalse();
    }

    [Fact]
    public void A_pair_serves_as_one_and_one_does_not_serve_as_a_pair()
    {
        Place("adjustable-dumbbells").Meets(Shipped.Find("goblet-squat")!).ShouldBeTrue();
        Place("adjustable-dumbbells").Meets(Shipped.Find("dumbbell-shoulder-press")!).ShouldBeTrue();
        Place("single-dumbbell").Meets(Shipped.Find("dumbbell-shoulder-press")!).ShouldBeFalse();
    }

    [Fact]
    public void Sets_of_the_same_items_are_equal()
    {
        Place("barbell", "power-rack").ShouldBe(Place("power-rack", "barbell", "pull-up-bar", "barbell"));
        Place("barbell", "power-rack").GetHashCode().ShouldBe(Place("power-rack", "pull-up-bar", "barbell").GetHashCode());
        Place("barbell").ShouldNotBe(Place("dumbbells"));
        Place().ShouldBe(EquipmentSet.Nothing);
        Place("unknown").ShouldBe(EquipmentSet.Nothing);
    }

    [Fact]
    public void A_match_says_what_is_missing()
    {
        var match = Matching.Match(BenchPress, Place("barbell"));
        match.Possible.ShouldBeFalse();
        match.Missing.ShouldBe(["flat-bench", "bench-rack"]);
        match.Reason.ShouldBe("Bench Press needs what is not here: flat bench and bench press uprights.");

        Matching.Match(BenchPress, EquipmentSet.Everything).ShouldSatisfyAllConditions(
            m => m.Possible.ShouldBeTrue(), m => m.Missing.ShouldBeEmpty(), m => m.Reason.ShouldBe("Everything Bench Press needs is here."));
        Matching.Match(Shipped.Find("push-up")!, EquipmentSet.Nothing).Reason.ShouldBe("Push-Up needs no equipment.");
    }

    [Fact]
    public void Substitutes_are_what_a_coach_would_name()
    {
        Ids("bench-press", EquipmentSet.Everything).First().ShouldBe("dumbbell-bench-press");
        Ids("bench-press", EquipmentSet.Nothing).First().ShouldBe("push-up");
        Ids("back-squat", EquipmentSet.Everything).First().ShouldBe("front-squat");
        Ids("back-squat", Place("kettlebell")).First().ShouldBe("goblet-squat");
        Ids("pull-up", Place("resistance-band"), ExperienceLevel.Beginner).ShouldContain("band-lat-pulldown");
        Ids("sled-push", EquipmentSet.Nothing).ShouldNotBeEmpty();
        Ids("bent-over-row", EquipmentSet.Nothing).ShouldContain("prone-row");
        Ids("easy-run", Place("stationary-bike"), spare: [BodyArea.Knee, BodyArea.Ankle]).ShouldContain("easy-ride");
    }

    [Fact]
    public void A_substitute_says_what_it_keeps_and_what_is_different()
    {
        var first = Matching.SubstitutesFor(Shipped.Find("back-squat")!, Place("dumbbells", "leg-press"), new HashSet<BodyArea> { BodyArea.LowerBack }, ExperienceLevel.Beginner, 1).ShouldHaveSingleItem();
        first.Exercise.Id.ShouldBe("goblet-squat");
        first.Reason.ShouldBe("Keeps the squat pattern and trains the quadriceps and glutes, with single dumbbell. Spares the lower back.");
    }

    [Fact]
    public void No_substitute_is_offered_that_the_place_or_the_athlete_does_not_allow()
    {
        var questions =
            from exercise in Gen.Elements(Shipped.Exercises.ToArray())
            from items in Gen.Elements(Shipped.Equipment.Select(item => item.Id).ToArray()).ArrayOf()
            from spare in Gen.Elements(Enum.GetValues<BodyArea>()).ArrayOf(3)
            from spares in Gen.Choose(0, 3)
            from most in Gen.Elements(Enum.GetValues<ExperienceLevel>())
            from count in Gen.Choose(0, 12)
            select (exercise, place: Place(items), spare: spare.Take(spares).ToHashSet(), most, count);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(questions.ToArbitrary(), q =>
        {
            var found = Matching.SubstitutesFor(q.exercise, q.place, q.spare, q.most, q.count);
            return found.Count <= q.count
                && Matching.AlternativesTo(q.exercise, q.place, q.spare, q.most, q.count).SequenceEqual(found.Select(s => s.Exercise))
                && found.All(s => s.Exercise.Id != q.exercise.Id
                    && s.Exercise.Pattern == q.exercise.Pattern
                    && s.Exercise.Primary.Intersect([.. q.exercise.Primary, .. q.exercise.Secondary]).Any()
                    && q.place.Meets(s.Exercise)
                    && Matching.Match(s.Exercise, q.place).Possible
                    && !s.Exercise.Stresses.Any(q.spare.Contains)
                    && s.Exercise.Level <= q.most
                    && s.Score is > 0 and <= 1
                    && s.Reason.StartsWith("Keeps the ", StringComparison.Ordinal) && s.Reason.EndsWith('.'))
                && found.Select(s => s.Score).SequenceEqual(found.Select(s => s.Score).OrderDescending())
                && found.Select(s => s.Exercise.Id).Distinct().Count() == found.Count;
        }));
    }

    [Fact]
    public void More_equipment_never_takes_an_exercise_away()
    {
        var places = Gen.Elements(Shipped.Equipment.Select(item => item.Id).ToArray()).ArrayOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Two(places).ToArbitrary(), pair =>
        {
            var (less, more) = (Place(pair.Item1), Place([.. pair.Item1, .. pair.Item2]));
            return Shipped.Exercises.All(e => !less.Meets(e) || more.Meets(e));
        }));
    }

    private static EquipmentSet Place(params string[] items) => EquipmentSet.Of(Shipped, items);

    private static IEnumerable<string> Ids(string id, EquipmentSet place, ExperienceLevel most = ExperienceLevel.Advanced, HashSet<BodyArea>? spare = null) =>
        Matching.SubstitutesFor(Shipped.Find(id)!, place, spare ?? Nowhere, most, 10).Select(s => s.Exercise.Id);
}
