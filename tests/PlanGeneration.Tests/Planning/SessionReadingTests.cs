using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Tests.Planning;

public sealed class SessionReadingTests
{
    private static readonly Session Lift = SoundPlans.Strength.Days[1].Session!;
    private static readonly string Written = PlanJson.Write(Lift);

    [Fact]
    public void What_was_written_is_read_again()
    {
        var (session, faults) = SessionReading.Read(Written);
        faults.ShouldBeEmpty();
        PlanJson.Write(session!).ShouldBe(Written);
        PlanJson.Write(SessionReading.Read($$"""{"session": {{Written}}}""").Session!).ShouldBe(Written);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,2")]
    [InlineData("\"session\"")]
    [InlineData("{\"session\":[]}")]
    [InlineData("{\"coach\":\"wizard\"}")]
    [InlineData("{\"parts\":[null,{\"steps\":[null]}],\"totals\":{},\"notes\":[null]}")]
    [InlineData("{\"parts\":[{\"kind\":\"main\",\"name\":\"x\",\"rounds\":1,\"steps\":[{\"type\":\"dance\"}]}]}")]
    [InlineData("{\"targetRpe\":1e400}")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    public void What_is_no_session_is_told_and_not_thrown(string? text)
    {
        var (session, faults) = SessionReading.Read(text);
        session.ShouldBeNull();
        faults.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        var random = new Random(20270104);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 4_000; i++)
        {
            var (session, faults) = SessionReading.Read(Damaged(Written, random));
            (session is null).ShouldBe(faults.Count > 0);
            read += session is null ? 0 : 1;
            refused += session is null ? 1 : 0;
            if (session is not null)
            {
                // What has a sound shape can be checked and repaired without a surprise.
                var (repaired, changes) = SessionRepair.Try(session, SoundPlans.Lifter, new(2027, 1, 5), 75);
                if (repaired is not null)
                {
                    SessionValidator.Check(repaired, SoundPlans.Lifter, new(2027, 1, 5), 75, "").ShouldBeEmpty();
                    (changes.Count > 0).ShouldBe(PlanJson.Write(repaired) != PlanJson.Write(session));
                }
            }
        }

        (read > 100 && refused > 100).ShouldBeTrue($"{read} read, {refused} refused");
    }

    [Fact]
    public void A_session_for_another_athlete_is_made_possible_and_every_change_told()
    {
        var (repaired, changes) = SessionRepair.Try(Lift, AtHome, new(2027, 1, 5), 40);
        SessionValidator.Check(repaired, AtHome, new(2027, 1, 5), 40, "").ShouldBeEmpty();
        changes.ShouldContain(c => c.Contains("instead of") && c.Contains("equipment is missing"));
        changes.ShouldContain(c => c.Contains("the day has 40"));
    }

    [Fact]
    public void A_load_above_the_known_maximum_is_lowered_and_what_it_says_corrected()
    {
        var squat = SoundPlans.Strength.Find<ExerciseStep>(e => e.ExerciseId == "back-squat" && e.LoadKg > 60);
        var day = SoundPlans.Strength.Days[squat.Day];
        var heavy = day.Session!.WithStep<ExerciseStep>(squat.Part, squat.Step, e => e with { LoadKg = 200 });
        var (repaired, changes) = SessionRepair.Try(heavy with { Totals = heavy.Totals with { Minutes = 5 } }, SoundPlans.Lifter, day.Date, 75);
        ((ExerciseStep)repaired!.Parts[squat.Part].Steps[squat.Step]).LoadKg!.Value.ShouldBeLessThan(140);
        changes.Count.ShouldBe(2);
    }

    [Fact]
    public void What_cannot_be_repaired_is_refused()
    {
        SessionRepair.Try(Lift, SoundPlans.Lifter, new(2027, 1, 4), 75).Session.ShouldBeNull("Mondays are never-days");
        SessionRepair.Try(Lift with { Parts = [] }, SoundPlans.Lifter, new(2027, 1, 5), 75).Session.ShouldBeNull();
        SessionRepair.Try(Lift, SoundPlans.Lifter, new(2027, 1, 5), Lift.Totals.Minutes).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_is_strict_to_the_last_object()
    {
        var objects = Elements(SessionSchema.Session).Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("properties", out _)).ToList();
        objects.Count.ShouldBeGreaterThanOrEqualTo(7);
        foreach (var each in objects)
        {
            each.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            each.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(each.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        }
    }

    [Fact]
    public void The_schema_names_exactly_what_is_written()
    {
        var definitions = SessionSchema.Session.GetProperty("$defs");
        var full = Lift.WithStep<Step>(0, 0, e => new EnduranceStep("run", 60, 1, 1, 1, 1, 1, 1, 1, 1, 1, "x"));
        full = full with { Parts = [full.Parts[0], full.Parts[0] with { Steps = [new ExerciseStep("x", "x", 1, 1, 1, 1, 1, true, 1, 1, 1, "x", 1, "x", [new("x", "x", "x")])] }] };
        var written = JsonNode.Parse(PlanJson.Write(full))!;
        Names(written).ShouldBe(Properties("session"), ignoreOrder: true);
        Names(written["totals"]!).ShouldBe(Properties("totals"), ignoreOrder: true);
        Names(written["parts"]![0]!).ShouldBe(Properties("part"), ignoreOrder: true);
        Names(written["parts"]![0]!["steps"]![0]!).ShouldBe(Properties("endurance"), ignoreOrder: true);
        Names(written["parts"]![1]!["steps"]![0]!).ShouldBe(Properties("exercise"), ignoreOrder: true);
        Names(written["parts"]![1]!["steps"]![0]!["alternatives"]![0]!).ShouldBe(Properties("alternative"), ignoreOrder: true);

        IEnumerable<string> Properties(string name) => definitions.GetProperty(name).GetProperty("properties").EnumerateObject().Select(p => p.Name);
        static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(p => p.Key);
    }

    private static Trainee AtHome => SoundPlans.Lifter with { Equipment = EquipmentSet.Of(CatalogueIndex.Shipped, ["dumbbells", "pull-up-bar"]) };

    /// <summary>Letters swapped, cut out or put in; numbers and words changed.</summary>
    private static string Damaged(string json, Random random)
    {
        var text = new StringBuilder(json);
        for (var hurt = random.Next(1, 4); hurt > 0; hurt--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text[at] = (char)random.Next(32, 127);
                    break;
                case 1:
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                    break;
                case 2:
                    text.Insert(at, random.Next(2) == 0 ? "null" : "99999999999");
                    break;
                default:
                    // A digit for a digit: mostly still a session.
                    while (at < text.Length && !char.IsAsciiDigit(text[at]))
                    {
                        at++;
                    }

                    if (at < text.Length)
                    {
                        text[at] = (char)random.Next('0', '9' + 1);
                    }

                    break;
            }
        }

        return text.ToString();
    }

    private static IEnumerable<JsonElement> Elements(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Elements(p.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Elements),
        _ => [element],
    };
}
