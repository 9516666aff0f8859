using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Tests.Domain;

public sealed class TemplateRulesTests
{
    private static readonly TemplateItemInput Soup = new(null, "Soup", null, null, null, null, null, null);

    [Fact]
    public void A_sound_template_is_taken_as_it_is()
    {
        var (draft, faults) = Read(Meals(Soup with
        {
            Id = "soup-1", Name = " Soup ", Details = ["Carrots", " Bread "], Weekdays = ["sunday", "saturday"], EnergyKcal = 10_000, ProteinG = 0,
        }));
        faults.ShouldBeEmpty();
        draft!.Engine.ShouldBe("meal_delivery");
        var item = draft.Items.ShouldHaveSingleItem();
        (item.Id, item.Name, item.EnergyKcal, item.ProteinG, item.Minutes, item.DistanceM).ShouldBe(("soup-1", "Soup", 10_000, 0, null, null));
        item.Details.ShouldBe(["Carrots", "Bread"]);
        item.Weekdays.ShouldBe([DayOfWeek.Sunday, DayOfWeek.Saturday]);
    }

    [Fact]
    public void All_seven_days_are_every_day()
    {
        var item = Read(Meals(Soup with { Weekdays = ["friday", "monday", "tuesday", "wednesday", "thursday", "saturday", "sunday"] })).Draft!.Items[0];
        item.Weekdays.ShouldBeEmpty();
        Enumerable.Range(0, 7).ShouldAllBe(day => item.IsOn(new DateOnly(2026, 11, 22).AddDays(day)));
    }

    [Theory]
    [InlineData("meal_delivery", "energyKcal", 0, 10_000)]
    [InlineData("meal_delivery", "proteinG", 0, 1000)]
    [InlineData("cardio_regiment", "minutes", 1, 1440)]
    [InlineData("cardio_regiment", "distanceM", 0, 1_000_000)]
    public void A_figure_has_its_limits_is_whole_and_belongs_to_one_engine(string engine, string field, int least, int most)
    {
        foreach (var sound in new[] { least, most })
        {
            Faults(engine, field, sound).ShouldBeEmpty();
        }

        foreach (var faulty in new[] { least - 1, most + 1, most - 0.5m, decimal.MaxValue, decimal.MinValue })
        {
            Faults(engine, field, faulty).ShouldBe([$"items[0].{field}"], customMessage: $"{faulty}");
        }

        Faults(engine == "meal_delivery" ? "cardio_regiment" : "meal_delivery", field, most).ShouldBe([$"items[0].{field}"]);

        static IEnumerable<string> Faults(string engine, string field, decimal value) => Read(new(engine, "Plan",
        [
            Soup with
            {
                EnergyKcal = field == "energyKcal" ? value : null, ProteinG = field == "proteinG" ? value : null,
                Minutes = field == "minutes" ? value : null, DistanceM = field == "distanceM" ? value : null,
            },
        ], null, null)).Faults;
    }

    [Fact]
    public void Lengths_and_counts_are_taken_to_their_limit_and_no_further()
    {
        var widest = Soup with { Id = new string('a', 60), Name = new string('n', 80), Details = [.. Enumerable.Repeat(new string('d', 150), 5)] };
        Read(new("meal_delivery", new string('p', 100), [widest, .. Enumerable.Repeat(Soup, 19)], null, null)).Faults.ShouldBeEmpty();
        Read(new("meal_delivery", new string('p', 101), [.. Enumerable.Repeat(Soup, 21)], null, null)).Faults.ShouldBe(["name", "items"]);
        Read(Meals(Soup with { Id = new string('a', 61), Name = new string('n', 81), Details = ["", new string('d', 151), "a\nb"] })).Faults.ShouldBe(
            ["items[0].id", "items[0].name", "items[0].details[0]", "items[0].details[1]", "items[0].details[2]"]);
        Read(Meals(Soup with { Details = [.. Enumerable.Repeat("d", 6)] })).Faults.ShouldBe(["items[0].details"]);
        Read(Meals([])).Faults.ShouldBe(["items"]);
        Read(Meals([null])).Faults.ShouldBe(["items[0].name"]);
    }

    [Theory]
    [InlineData("Monday")]
    [InlineData("mon")]
    [InlineData("1")]
    [InlineData(null)]
    public void A_weekday_is_taken_in_one_form_only(string? day)
    {
        Read(Meals(Soup with { Weekdays = ["tuesday", day] })).Faults.ShouldBe(["items[0].weekdays"]);
        Read(Meals(Soup with { Weekdays = ["tuesday", "tuesday"] })).Faults.ShouldBe(["items[0].weekdays"]);
    }

    [Fact]
    public void Ids_are_made_of_names_beside_those_that_are_given()
    {
        Read(Meals(Soup, Soup with { Id = "soup" }, Soup, Soup with { Id = "soup-2" }, Soup with { Name = "!" }, Soup with { Name = "?" })).Draft!.Items.Select(i => i.Id)
            .ShouldBe(["soup-3", "soup", "soup-4", "soup-2", "item", "item-2"]);
        Read(Meals(Soup with { Id = "soup" }, Soup, Soup with { Id = "soup" })).Faults.ShouldBe(["items[2].id"]);
    }

    [Fact]
    public void What_is_taken_is_stored_and_read_as_it_was()
    {
        var draft = Read(new("cardio_regiment", "Plan", [Soup with { Weekdays = ["monday"], Details = ["Slow"], Minutes = 30 }, Soup with { DistanceM = 5000 }], null, null)).Draft!;
        var read = DailyPlan.TryReadItems(DailyPlan.WriteItems(draft.Items))!;
        DailyPlan.WriteItems(read).ShouldBe(DailyPlan.WriteItems(draft.Items));
        (read[0].Minutes, read[0].Weekdays[0], read[1].DistanceM).ShouldBe((30, DayOfWeek.Monday, 5000));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[7]")]
    [InlineData("""[{"id":"a","name":"A"}]""")]
    [InlineData("""[{"id":"a","name":null,"details":[],"weekdays":[]}]""")]
    [InlineData("""[{"id":"a","name":"A","details":[null],"weekdays":[]}]""")]
    [InlineData("""[{"id":"a","name":"A","details":[],"weekdays":["someday"]}]""")]
    [InlineData("""[{"id":"a:b","name":"A","details":[],"weekdays":[]}]""")]
    [InlineData("""[{"id":"a","name":"A","details":[],"weekdays":[]},{"id":"a","name":"A","details":[],"weekdays":[]}]""")]
    [InlineData("""[{"id":"a","name":"A","details":[],"weekdays":[],"minutes":"x"}]""")]
    public void What_could_not_be_sent_is_no_plan(string stored) => DailyPlan.TryReadItems(stored).ShouldBeNull();

    private static TemplateInput Meals(params IReadOnlyList<TemplateItemInput?> items) => new("meal_delivery", "Plan", items, null, null);

    private static (TemplateDraft? Draft, IEnumerable<string> Faults) Read(TemplateInput input)
    {
        var faults = new Faults();
        var draft = TemplateRules.Read(input, faults);
        (draft is null).ShouldBe(!faults.None);
        return (draft, faults.Found.Select(f => f.Field));
    }
}
