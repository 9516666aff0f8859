using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.Delivery;
using Platform.Contracts.Insights;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Contracts.WearableSync;

namespace Platform.ServiceDefaults.Tests;

/// <summary>
/// What a contract looks like on the wire is a promise to messages already under way. Golden/NAME.json is the promise;
/// a field may be added to it, none changed or taken away.
/// </summary>
public sealed class ContractTests
{
    private static readonly Guid Id = Guid.Parse("01932b8e-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("01932b8e-0000-7000-8000-000000000002");
    private static readonly DateOnly Date = new(2026, 11, 22);
    private static readonly DateTimeOffset At = new(2026, 11, 22, 1, 15, 0, TimeSpan.Zero);

    private static readonly object[] Messages =
    [
        new EngineDue(Tasks.DropTraining, Engines.TrainingDispatcher, Id, Date, At, 1, [Other]),
        new EngineRunReported(Id, Engines.TrainingDispatcher, Date, [Other], [new(Id, "Discord answered 500", true)], DeferredUntil: At),
        new RaiseJobCard(Id, JobCardKinds.InvalidTimeZone, "Mars/Olympus", "The time zone is not known.", At),
        new AthleteProfileChanged(
            Id, 3, "Maya", "Asia/Kathmandu", Date, false, [DayOfWeek.Monday, DayOfWeek.Friday], Other, "80351110224678912", null, At,
            new("female", new DateOnly(1994, 3, 9), 61.5m, 191, 48, 172)),
        new DailyWorkoutReady(
            Id, Date, 1, Other, Id, "Steel Block A", 2, "Lower", "block", 
            [new(0, "back-squat", "Back Squat", 5, "5", 180, 102.5m, 8, "Stop two short of failure.")], At, "Legs, heavy."),
        new TopSetLogged(Id, Date, "back-squat", "Back Squat", 102.5m, 5, Other, 2, 1, At),
        new LogMissed(Id, Date, "back-squat", "Back Squat", Other, 2, At),
        new WorkoutDelivered(Id, Date, ["back-squat"], At, At),
        new CheckInLogged(Id, Date, 4, 3, 7.25m, 2, 61.4m, 1, At),
        new MealLogged(Id, Date, "breakfast", "Breakfast", 75, 2, At),
        new CardioLogged(Id, Date, "easy-run", "Easy run", 42.5m, 7600, 139, 1, At),
        new DemandMissed(Id, Engines.MealDelivery, Date, "dinner", "Dinner", At),
        new ChangeAthleteProfile(Id, true, "Asia/Kathmandu", "80351110224678912", At),
        new ComplianceFlagged(Id, new DateOnly(2026, 11, 16), 3, 5, At),
        new ReadinessComputed(Id, Date, 2, 41, "below", 5.5m, 0.75m, "readiness/1", At),
        new TrainingPlanActivated(Id, Other, 2, "Spring marathon", "marathon", new DateOnly(2027, 3, 14), new DateOnly(2026, 11, 23), 16, At),
        new TrainingDayExecuted(
            Id, Other, 2, Date, Id, 3, 6, Other, "running", At, 88.5m, 16200, 148, 5.5m, 487, 95, 17000, 475, 93, false, At),
        new ActivitySynced(
            Id, Other, 4, "garmin", "trail_running", new DateTimeOffset(2026, 11, 22, 7, 0, 0, new TimeSpan(5, 45, 0)), Date, 5310, 16200, 148, 171,
            240, false, At),
    ];

    public static TheoryData<string> Names => [.. Messages.Select(message => message.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contract_keeps_its_form_on_the_wire(string name)
    {
        var message = Messages.Single(m => m.GetType().Name == name);
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.json"));

        var written = JsonSerializer.SerializeToNode(message, message.GetType(), JsonSerializerOptions.Web);
        JsonNode.DeepEquals(written, JsonNode.Parse(golden)).ShouldBeTrue($"written: {written!.ToJsonString()}");

        var read = JsonSerializer.Deserialize(golden, message.GetType(), JsonSerializerOptions.Web);
        JsonSerializer.Serialize(read, message.GetType()).ShouldBe(JsonSerializer.Serialize(message, message.GetType()));
    }

    [Fact]
    public void A_workout_from_before_loads_were_told_still_asks_for_its_top_sets() =>
        JsonSerializer.Deserialize<WorkoutExercise>(
            """{"position":0,"exerciseId":"back-squat","name":"Back Squat","sets":5,"reps":"5","restSeconds":180}""", JsonSerializerOptions.Web)!
            .AsksTopSet.ShouldBeTrue();

    [Fact]
    public void Every_message_has_a_golden_form() =>
        typeof(EngineDue).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && !Parts.Contains(type)).Select(type => type.Name).Order()
            .ShouldBe(Messages.Select(message => message.GetType().Name).Order());

    [Fact]
    public void A_profile_from_before_physiology_was_told_is_still_read()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "AthleteProfileChanged.json")))!.AsObject();
        golden.Remove("physiology").ShouldBeTrue();

        var read = golden.Deserialize<AthleteProfileChanged>(JsonSerializerOptions.Web)!;
        read.Physiology.ShouldBeNull();
        read.TimeZone.ShouldBe("Asia/Kathmandu");
        read.ScheduleDays.ShouldBe([DayOfWeek.Monday, DayOfWeek.Friday]);
    }

    /// <summary>Records that travel only inside a message.</summary>
    private static readonly Type[] Parts = [typeof(AthletePhysiology), typeof(EngineRunFailure), typeof(WorkoutExercise)];
}
