using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Features;

/// <summary>Athletes whose coach knows them, with a gym, and with race plans.</summary>
internal static class DailyWorld
{
    public const string Generate = "api/training/generate-daily-session";
    public const string Today = "api/training/today";
    public static readonly string[] Gym = ["barbell", "squat-rack", "flat-bench", "dumbbell", "pull-up-bar", "cable-machine", "kettlebell", "rowing-erg"];
    public static readonly DateOnly Sunday = new(2026, 11, 22);
    public static readonly DateTimeOffset At = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);

    public static JsonObject Step(int energy = 7, int minutes = 60) => new() { ["energy"] = energy, ["minutes"] = minutes };

    public static async Task<Guid> CoachedAsync(this Service service, string discipline = "strength", Guid? block = null, string[]? days = null, bool gym = true)
    {
        var id = await service.AthleteAsync(Service.Profile(block: block, days: days));
        await service.ProfileOfAsync(id, discipline);
        if (gym)
        {
            await LocationTests.MakeAsync(service.Person(id), LocationTests.Place("Gym", Gym), primary: true);
        }

        return id;
    }

    /// <summary>What the coach knows of the athlete, told for the first time or anew.</summary>
    public static async Task ProfileOfAsync(this Service service, Guid id, string discipline)
    {
        var training = TrainingTests.Training();
        training["neverDays"] = new JsonArray();
        training["longDay"] = null;
        training["painAreas"] = new JsonArray();
        training["minutesByDay"] = new JsonObject();
        training["disciplines"] = new JsonArray(discipline);
        training["knownMaxes"] = new JsonArray(
            Lift("back-squat", 80, 5), Lift("bench-press", 60, 5), Lift("deadlift", 100, 5), Lift("overhead-press", 40, 5));
        (await service.Person(id).PutAsJsonAsync("api/athletes/me/training", training)).EnsureSuccessStatusCode();
    }

    /// <summary>A plan that the athlete follows from now on.</summary>
    public static async Task<(Guid Id, Plan Plan)> FollowAsync(this Service service, Guid user, PlanTarget target, DateOnly first, int weeks)
    {
        await using var work = await service.Host.Database.BeginForAsync(user, CancellationToken.None);
        var trainee = (await Trainees.FindAsync(work, user, first, CancellationToken.None))!;
        var plan = Planner.Build(new(trainee, target, first, weeks, 7));
        var row = await PlanStore.InsertAsync(
            work, new(user, plan, "My plan", first, "rules", new(PlanProvenance.Rules, false, null, At), [], true, null, null, null), At, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return (row.Id, plan);
    }

    public static PlanTarget Strength { get; } =
        new(Specialisation.Force, "strength", null, null, null, null, "strength", null, Periodisation.Linear);

    public static PlanTarget TenKm(DateOnly race) => new(Specialisation.Endurance, "running", "10k", race, 10_000, null, null, null, Periodisation.Linear);

    public static async Task<JsonObject> TodayOfAsync(this Service service, Guid id) =>
        await Service.ReadAsync(await service.Person(id).GetAsync(Today), HttpStatusCode.OK);

    public static async Task<WorkoutRow?> RowAsync(this Service service, Guid id, DateOnly date)
    {
        await using var work = await service.Host.Database.BeginForAsync(id, CancellationToken.None);
        return await Workouts.FindAsync(work, id, date, CancellationToken.None);
    }

    private static JsonObject Lift(string exercise, int weight, int reps) =>
        new() { ["exerciseId"] = exercise, ["weightKg"] = weight, ["reps"] = reps, ["date"] = "2026-10-01" };
}
