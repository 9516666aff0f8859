using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.PlanGeneration.Data;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

/// <summary>The service as its callers see it. Its clock stands at Sunday 2026-11-22, midnight UTC, unless a test of its own host moves it.</summary>
public sealed class Service(Servers servers) : IAsyncLifetime
{
    public static readonly Guid BlockA = new("01900000-0000-7000-8000-00000000000a");
    public static readonly Guid BlockB = new("01900000-0000-7000-8000-00000000000b");
    public static readonly string[] EveryDay = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private ServiceHost<Program> _host = null!;

    /// <summary>Beside those of every test.</summary>
    internal IReadOnlyDictionary<string, string?>? Settings { get; init; }

    internal ServiceHost<Program> Host => _host;

    public async ValueTask InitializeAsync() => _host = await ServiceHost<Program>.StartAsync(servers, "plangenerationdb", Settings);

    public ValueTask DisposeAsync() => _host is null ? default : _host.DisposeAsync();

    public HttpClient Person(Guid id) => _host.ClientFor(id, "athlete");

    public HttpClient Operator() => _host.ClientFor(Guid.CreateVersion7(), "operator");

    public static JsonObject Profile(string zone = "UTC", Guid? block = null, string[]? days = null, bool paused = false, string? start = "2026-11-01") => new()
    {
        ["displayName"] = "Ada",
        ["timeZone"] = zone,
        ["startDate"] = start,
        ["paused"] = paused,
        ["scheduleDays"] = JsonSerializer.SerializeToNode(days ?? EveryDay),
        ["blockId"] = block,
        ["discordUserId"] = "123456789012345678",
        ["discordChannelId"] = null,
    };

    /// <summary>Someone with a profile.</summary>
    public async Task<Guid> AthleteAsync(JsonObject? profile = null)
    {
        var id = Guid.CreateVersion7();
        await ReadAsync(await Person(id).PutAsJsonAsync("api/athletes/me", profile ?? Profile(block: BlockA)), HttpStatusCode.Created);
        return id;
    }

    public IReadOnlyList<AthleteProfileChanged> ProfilesOf(Guid id) => [.. _host.Published<AthleteProfileChanged>().Where(m => m.UserId == id).OrderBy(m => m.Version)];

    public IReadOnlyList<DailyWorkoutReady> WorkoutsOf(Guid id) =>
        [.. _host.Published<DailyWorkoutReady>().Where(m => m.UserId == id).OrderBy(m => (m.LocalDate, m.Version))];

    public static EngineDue Due(DateOnly date, params Guid[] ids) => new(
        Tasks.RegenerateWorkout, Engines.Regenerate, Guid.CreateVersion7(), date,
        new DateTimeOffset(date.ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero), 1, ids);

    /// <summary>04:00 comes for these people; returns the service's answer.</summary>
    public async Task<EngineRunReported> RegenerateAsync(DateOnly date, params Guid[] ids)
    {
        var due = Due(date, ids);
        await _host.PublishAsync(due);
        return await ReportAsync(due.RunId);
    }

    public async Task<EngineRunReported> ReportAsync(Guid runId) => (await Eventually.BecomesAsync(
        () => Task.FromResult(_host.Published<EngineRunReported>().FirstOrDefault(r => r.RunId == runId)), report => report is not null))!;

    /// <summary>The workouts stored for one person, by date.</summary>
    public async Task<List<(DateOnly Date, long Version, int DayIndex)>> RowsOfAsync(Guid id)
    {
        await using var work = await _host.Database.BeginAsync(CancellationToken.None);
        var rows = await work.QueryAsync<WorkoutRow>(
            $"SELECT {WorkoutRow.Columns} FROM daily_workouts WHERE user_id = @id ORDER BY local_date", new { id });
        return rows.ConvertAll(r => (r.LocalDate, r.Version, r.DayIndex));
    }

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var work = await _host.Database.BeginAsync(CancellationToken.None);
        return await work.ScalarAsync<T>(sql);
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<IReadOnlyList<string>> FaultsAsync(HttpResponseMessage response)
    {
        var problem = await ReadAsync(response, HttpStatusCode.BadRequest);
        problem["type"]!.GetValue<string>().ShouldBe("urn:platform:problem:invalid");
        return [.. problem["errors"]!.AsArray().Select(e => e!["field"]!.GetValue<string>())];
    }
}
