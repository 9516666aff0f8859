using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.WearableSync;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Tests.Features;
using Platform.ServiceDefaults.Http;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.RacePlans;

/// <summary>Athletes who run on Monday, Tuesday, Thursday and, long, on Saturday, and never on Friday or Sunday.</summary>
internal static class Runners
{
    public const string All = "api/training-plan";
    public const string Executed = "api/training-plan/executed";
    public static readonly DateOnly FirstMonday = new(2026, 11, 23);

    public static async Task<Guid> RunnerAsync(this Service service, string zone = "UTC")
    {
        var id = await service.AthleteAsync(Service.Profile(zone, days: ["monday", "tuesday", "thursday", "saturday"]));
        await service.ProfileAsync(id, TrainingTests.Training());
        return id;
    }

    public static async Task ProfileAsync(this Service service, Guid id, JsonObject training)
    {
        var answer = await service.Person(id).PutAsJsonAsync("api/athletes/me/training", training);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A half marathon on a Saturday, twelve weeks away.</summary>
    public static JsonObject HalfMarathon(string date = "2027-02-13") => new() { ["format"] = "half_marathon", ["raceDate"] = date, ["weeks"] = 12 };

    public static JsonObject Goal(int weeks = 4, string goal = "endurance") => new() { ["goal"] = goal, ["weeks"] = weeks };

    public static async Task<JsonObject> PlanAsync(this Service service, Guid id, JsonObject? wanted = null) =>
        await Service.ReadAsync(await service.Person(id).PostAsJsonAsync($"{All}/generate", wanted ?? Goal()), HttpStatusCode.Created);

    public static Guid PlanId(this JsonObject plan) => plan["plan"]!["id"]!.GetValue<Guid>();

    public static async Task<JsonObject> GetAsync(this Service service, Guid id, string address) =>
        await Service.ReadAsync(await service.Person(id).GetAsync(address), HttpStatusCode.OK);

    public static async Task<JsonArray> WeekAsync(this Service service, Guid id, Guid plan, int week) =>
        (await service.GetAsync(id, $"{All}/{plan}/weeks/{week}"))["days"]!.AsArray();

    public static async Task<JsonObject> PostAsync(this Service service, Guid id, string address, JsonObject? body = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Service.ReadAsync(await service.Person(id).PostAsync(address, body is null ? null : JsonContent.Create(body)), expected);

    /// <summary>The trainings of a person, oldest first, once there are as many as expected.</summary>
    public static Task<List<JsonObject>> TrainingsAsync(this Service service, Guid id, int expected) => Eventually.BecomesAsync(
        async () => (await service.GetAsync(id, Executed))["items"]!.AsArray().Select(i => i!.AsObject()).Reverse().ToList(), found => found.Count == expected);

    public static ActivitySynced Activity(
        Guid user, DateOnly date, int minutes = 60, string sport = "running", int? metres = 10_000, Guid? id = null, long version = 1, bool deleted = false, int hour = 7) => new(
        user, id ?? Guid.CreateVersion7(), version, "garmin", sport, new DateTimeOffset(date.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero), date,
        minutes * 60, metres, 145, 170, 80, deleted, new DateTimeOffset(date.ToDateTime(new TimeOnly(20, 0)), TimeSpan.Zero));

    public static string Rule(this JsonObject training) => training["match"]!["rule"]!.GetValue<string>();

    public static (int Week, int Day)? At(this JsonObject training) =>
        training["planned"] is { } key ? (key["weekIndex"]!.GetValue<int>(), key["dayIndex"]!.GetValue<int>()) : null;

    public static IReadOnlyList<TrainingDayExecuted> Told(this Service service, Guid id) =>
        [.. service.Host.Published<TrainingDayExecuted>().Where(m => m.UserId == id).OrderBy(m => (m.ExecutedId, m.Version))];

    public static IReadOnlyList<TrainingPlanActivated> PlansTold(this Service service, Guid id) =>
        [.. service.Host.Published<TrainingPlanActivated>().Where(m => m.UserId == id).OrderBy(m => (m.AssignedAt, m.Version))];

    /// <summary>What the service would store for a goal of four weeks.</summary>
    public static async Task<NewPlan> DraftAsync(this Service service, Guid id, int weeks = 4)
    {
        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        var trainee = (await Trainees.FindAsync(work, id, FirstMonday, CancellationToken.None))!;
        var request = PlanRequestRules.Read(
            new(null, null, null, null, "endurance", weeks, "2026-11-23", null, null, null, 7, null), trainee, FirstMonday, new Faults())!;
        return new(
            id, Planner.Build(request.Order), "A draft", FirstMonday, "rules", new(PlanProvenance.Rules, true, null, DateTimeOffset.UnixEpoch), [], true, null, null, null);
    }

    public static Session Session(this JsonNode day) => PlanJson.ReadSession(day["session"]!.ToJsonString());
}
