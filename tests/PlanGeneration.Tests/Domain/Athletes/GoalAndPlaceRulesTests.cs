using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Tests.Domain.Athletes;

public sealed class GoalAndPlaceRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly GoalInput Squat = new("one_rep_max", 120, null, 100, "back-squat", null, "2027-05-01", null, null);
    private static readonly LocationInput Garage = new("Garage", "home", " ", null, ["barbell"], null, null);

    [Fact]
    public void A_goal_gets_the_unit_of_its_type()
    {
        var faults = new Faults();
        GoalRules.Read(Squat, Today, SmallCatalogue.Index, faults)
            .ShouldBe(new Goal(GoalType.OneRepMax, 120, "kg", 100, "back-squat", null, new DateOnly(2027, 5, 1), true));
        GoalRules.Read(new("run_time", 2700, "s", null, null, 10_000, null, false, null), Today, SmallCatalogue.Index, faults)
            .ShouldBe(new Goal(GoalType.RunTime, 2700, "s", null, null, 10_000, null, false));
        faults.Found.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_has_a_measure(string type)
    {
        var faults = new Faults();
        GoalRules.Read(new(type, -1, null, null, null, null, null, null, null), Today, SmallCatalogue.Index, faults).ShouldNotBeNull();
        faults.Found.ShouldContain(f => f.Field == "target");
    }

    public static TheoryData<string> Types => [.. WireNames.All<GoalType>()];

    [Fact]
    public void Every_fault_of_a_goal_is_found_at_once()
    {
        Fields(Squat with { Type = "happiness" }).ShouldBe(["type"]);
        Fields(new("one_rep_max", 601, "lb", -1, "bak-squat", 5000, "2026-11-21", null, null))
            .ShouldBe(["unit", "target", "current", "exerciseId", "distanceM", "deadline"]);
        Fields(new("run_time", null, null, null, "back-squat", null, null, null, null)).ShouldBe(["target", "exerciseId"]);
        Fields(new("run_time", 100, null, null, null, 10_000, null, null, null)).ShouldBe(["target"]);
        Fields(new("run_time", 2700, null, null, null, 10, null, null, null)).ShouldBe(["distanceM"]);
    }

    [Fact]
    public void Only_a_goal_that_is_closed_keeps_a_deadline_that_has_passed()
    {
        Fields(Squat with { Deadline = "2026-11-22" }).ShouldBeEmpty();
        Fields(Squat with { Deadline = "2026-11-21" }).ShouldBe(["deadline"]);
        Fields(Squat with { Deadline = "2026-11-21", Active = false }).ShouldBeEmpty();
        Fields(Squat with { Deadline = "2036-11-23" }).ShouldBe(["deadline"]);
    }

    [Fact]
    public void Equipment_is_known_by_id_name_and_synonym_and_kept_once_in_one_order()
    {
        var faults = new Faults();
        var place = LocationRules.Read(
            Garage with { Equipment = ["Squat Rack", "haltères", "barbell", "Barre", "HALTERES"] }, SmallCatalogue.Index, faults);
        faults.Found.ShouldBeEmpty();
        place.Equipment.ShouldBe(["barbell", "dumbbells", "squat-rack"]);
        place.Address.ShouldBeNull();
        place.Primary.ShouldBeFalse();
    }

    [Fact]
    public void Every_fault_of_a_place_is_found_at_once_and_unknown_equipment_is_answered_with_the_nearest()
    {
        var faults = new Faults();
        LocationRules.Read(
            new("", "moon", new string('x', 201), "a\0b", ["barbell", "sqat rack", null, "qqqqqqqq"], true, null), SmallCatalogue.Index, faults);
        faults.Found.Select(f => f.Field).ShouldBe(["name", "type", "address", "notes", "equipment[1]", "equipment[2]", "equipment[3]"]);
        faults.Found.Single(f => f.Field == "equipment[1]").Message.ShouldContain("squat-rack");
        faults.Found.Single(f => f.Field == "equipment[3]").Message.ShouldContain("GET /api/catalog/equipment");

        var many = new Faults();
        LocationRules.Read(Garage with { Equipment = new string?[501] }, SmallCatalogue.Index, many);
        many.Found.ShouldHaveSingleItem().Field.ShouldBe("equipment");
    }

    private static IEnumerable<string> Fields(GoalInput input)
    {
        var faults = new Faults();
        GoalRules.Read(input, Today, SmallCatalogue.Index, faults);
        return faults.Found.Select(f => f.Field);
    }
}
