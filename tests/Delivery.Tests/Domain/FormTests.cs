using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Platform.Delivery.Channels;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed class FormTests
{
    private static readonly Reader[] Readers =
        [Reader.Default, new("en", WeightUnit.Lb), new("fr", WeightUnit.Kg), new("fr", WeightUnit.Lb)];

    [Theory]
    [InlineData("kg", "82.5", 82.5)]
    [InlineData("kg", "82,5", 82.5)]
    [InlineData("kg", " 80kg ", 80)]
    [InlineData("kg", "80 KGS", 80)]
    [InlineData("kg", "180 lb", 81.65)]
    [InlineData("lb", "180", 81.65)]
    [InlineData("lb", "180 Lbs", 81.65)]
    [InlineData("lb", "80\u00A0kg", 80)]
    [InlineData("lb", "0", 0)]
    [InlineData("lb", "2204.6", 999.99)]
    public void A_weight_is_read_in_the_persons_unit_or_in_the_one_it_names(string unit, string typed, double kg) =>
        TopSet(unit, typed, "5").Entry.ShouldBe(new TopSet((decimal)kg, 5));

    [Theory]
    [InlineData("kg", "-1", "5", "Weight must be 0 or more. Example: 82.5.")]
    [InlineData("kg", "abc", "5", "Weight must be a number of kilograms, such as 82.5.")]
    [InlineData("kg", "1000.5", "5", "Weight must be at most 1000 kg. Example: 82.5.")]
    [InlineData("kg", "80.555", "5", "Weight must have at most two decimals, such as 82.5.")]
    [InlineData("kg", "5000 lb", "5", "Weight must be at most 2204.6 lb. Example: 180.")]
    [InlineData("lb", "2204.65", "5", "Weight must be at most 2204.6 lb. Example: 180.")]
    [InlineData("lb", "180.03", "5", "Weight must go in steps of 0.05, such as 180.")]
    [InlineData("lb", "abc", "5", "Weight must be a number of pounds, such as 180.")]
    [InlineData("kg", "kg", "5", "Weight must be a number of kilograms, such as 82.5.")]
    [InlineData("kg", "80", "0", "Reps must be 1 or more. Example: 5.")]
    [InlineData("kg", "80", "-3", "Reps must be 1 or more. Example: 5.")]
    [InlineData("kg", "80", "2.5", "Reps must be a whole number, such as 5.")]
    [InlineData("kg", "80", "five", "Reps must be a whole number, such as 5.")]
    [InlineData("kg", "80", "1001", "Reps must be at most 1000. Example: 5.")]
    public void What_is_wrong_is_told_with_the_field_the_rule_and_an_example(string unit, string weight, string reps, string fault)
    {
        var reading = TopSet(unit, weight, reps);
        reading.Entry.ShouldBeNull();
        reading.Faults.ShouldHaveSingleItem().Message.ShouldBe(fault);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_in_the_persons_language()
    {
        TopSetForm.TryRead(new Dictionary<string, string> { ["weight"] = "lourd" }, new("fr", WeightUnit.Kg)).Faults.Select(f => (f.Field, f.Message)).ShouldBe(
        [
            ("weight", "Poids\u00A0: il faut un nombre de kilogrammes, par exemple 82,5."),
            ("reps", "Répétitions\u00A0: il faut un nombre entier, par exemple 5."),
        ]);
        CheckInForm.TryRead(new Dictionary<string, string>(), Reader.Default).Faults.Select(f => f.Field).ShouldBe(["mood", "energy", "sleep", "soreness"]);
    }

    [Theory]
    [InlineData("7.5", 7.5)]
    [InlineData("7,5", 7.5)]
    [InlineData("7:30", 7.5)]
    [InlineData("7h30", 7.5)]
    [InlineData("8h", 8)]
    [InlineData("8 H 15", 8.25)]
    [InlineData("0", 0)]
    public void Sleep_is_read_as_hours_or_as_a_clock(string typed, double hours) =>
        CheckIn(("sleep", typed)).Entry!.SleepHours.ShouldBe((decimal)hours);

    [Theory]
    [InlineData("sleep", "7:75", "Sleep must be a number of hours, such as 7.5.")]
    [InlineData("sleep", "25", "Sleep must be at most 24 h. Example: 7.5.")]
    [InlineData("mood", "6", "Mood must be at most 5. Example: 4.")]
    [InlineData("energy", "3.5", "Energy must be a whole number, such as 4.")]
    [InlineData("soreness", "0", "Soreness must be 1 or more. Example: 2.")]
    [InlineData("weight", "5", "Weight must be 20 kg or more. Example: 72.5.")]
    public void A_check_in_keeps_to_its_scales(string field, string typed, string fault)
    {
        var reading = CheckIn((field, typed));
        reading.Entry.ShouldBeNull();
        reading.Faults.ShouldHaveSingleItem().ShouldBe(new(field, fault));
    }

    [Fact]
    public void What_may_stay_empty_is_not_told()
    {
        CheckIn(("weight", " ")).Entry.ShouldBe(new CheckInEntry(4, 3, 7.5m, 2, null));
        CardioForm.TryRead(new Dictionary<string, string> { ["minutes"] = "40 min" }, Reader.Default).Entry.ShouldBe(new CardioEntry(40, null, null));
    }

    [Theory]
    [InlineData("kg", "8,25", 8250)]
    [InlineData("kg", "400 m", 400)]
    [InlineData("kg", "3.1 mi", 4989)]
    [InlineData("lb", "3.1", 4989)]
    [InlineData("lb", "5 km", 5000)]
    public void A_distance_is_read_in_the_persons_unit_or_in_the_one_it_names(string unit, string typed, int metres) =>
        CardioForm.TryRead(new Dictionary<string, string> { ["minutes"] = "40", ["distance"] = typed, ["heart_rate"] = "145" }, Of(unit)).Entry
            .ShouldBe(new CardioEntry(40, metres, 145));

    [Theory]
    [InlineData("100", 100)]
    [InlineData("50 %", 50)]
    [InlineData("0%", 0)]
    public void A_portion_is_a_percentage(string typed, int percent) =>
        MealForm.TryRead(new Dictionary<string, string> { ["portion"] = typed }, Reader.Default).Entry.ShouldBe(new MealEntry(percent));

    [Fact]
    public void What_was_typed_stands_in_the_form_again_and_reads_back_the_same()
    {
        var weights = Gen.Choose(0, 44_092).Select(steps => steps * Weights.LbStep);
        Prop.ForAll(
            (from reader in Gen.Elements(Readers) from typed in weights from reps in Gen.Choose(1, 1000) select (reader, typed, reps)).ToArbitrary(),
            given =>
            {
                var kg = given.reader.Unit == WeightUnit.Lb ? Weights.ToKg(given.typed) : Math.Round(given.typed / 3, 2);
                var set = new TopSet(kg, given.reps);
                TopSetForm.TryRead(Refill(TopSetForm.For("Squat", set, given.reader)), given.reader).Entry.ShouldBe(set);
                var entry = new CardioEntry(given.reps, given.reader.Unit == WeightUnit.Lb ? Distances.ToMetres(given.reps / 100m) : given.reps * 7, null);
                CardioForm.TryRead(Refill(CardioForm.For("Run", entry, given.reader)), given.reader).Entry.ShouldBe(entry);
                var checkIn = new CheckInEntry(1, 5, given.reps % 24 + 0.25m, 3, kg is >= 21 and <= 390 ? kg : null);
                CheckInForm.TryRead(Refill(CheckInForm.For(checkIn, given.reader)), given.reader).Entry.ShouldBe(checkIn);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_form_is_one_that_Discord_takes()
    {
        var name = new string('x', 60) + "🏋";
        foreach (var reader in Readers)
        {
            Form[] forms =
            [
                TopSetForm.For(name, null, reader), TopSetForm.For("", new(999.99m, 1000), reader), CheckInForm.For(null, reader),
                CheckInForm.For(new(1, 2, 7.25m, 3, 80), reader), MealForm.For(name, null, reader), CardioForm.For(name, new(40, 8000, 140), reader),
            ];
            foreach (var form in forms)
            {
                // Nothing of ours is cut.
                form.Fields.ShouldAllBe(f => f.Label.Length <= 45 && f.Description.Length <= 100);
                form.Fields.ShouldAllBe(f => f.Value == null || f.Value.Length <= f.MaxLength);
                var data = JsonNode.Parse(DiscordModal.Render("log:x:y", form))!["data"]!;
                PlainText.Length((string)data["title"]!).ShouldBeInRange(1, 45);
                var labels = data["components"]!.AsArray();
                labels.Count.ShouldBeInRange(1, 5);
                labels.ShouldAllBe(l => (int)l!["type"]! == 18 && (int)l["component"]!["type"]! == 4);
                labels.Select(l => (string)l!["component"]!["custom_id"]!).ShouldBe(form.Fields.Select(f => f.Id));
            }
        }
    }

    [Fact]
    public void Entries_read_in_the_persons_language_and_unit()
    {
        var french = new Reader("fr", WeightUnit.Lb);
        new CheckInEntry(4, 3, 7.5m, 2, 72.57m).Show(french).ShouldBe("humeur 4, énergie 3, courbatures 2, sommeil 7,5\u00A0h, 160\u00A0lb");
        new CheckInEntry(4, 3, 7.5m, 2, null).Show(Reader.Default).ShouldBe("mood 4, energy 3, soreness 2, sleep 7.5 h");
        new CardioEntry(40.5m, 8000, 140).Show(Reader.Default).ShouldBe("40.5 min · 8 km · 140 bpm");
        new MealEntry(80).Show(french).ShouldBe("80\u00A0% mangés");
        new MealEntry(0).Show(Reader.Default).ShouldBe("skipped");
    }

    private static Reader Of(string unit) => new("en", unit == "lb" ? WeightUnit.Lb : WeightUnit.Kg);

    private static Reading<TopSet> TopSet(string unit, string weight, string reps) =>
        TopSetForm.TryRead(new Dictionary<string, string> { ["weight"] = weight, ["reps"] = reps }, Of(unit));

    private static Reading<CheckInEntry> CheckIn(params (string Field, string Typed)[] typed)
    {
        var inputs = new Dictionary<string, string> { ["mood"] = "4", ["energy"] = "3", ["sleep"] = "7.5", ["soreness"] = "2" };
        foreach (var (field, text) in typed)
        {
            inputs[field] = text;
        }

        return CheckInForm.TryRead(inputs, Reader.Default);
    }

    private static Dictionary<string, string> Refill(Form form) => form.Fields.ToDictionary(f => f.Id, f => f.Value ?? "");
}
