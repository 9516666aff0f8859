using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Scheduler.Tests;

/// <summary>What an operator does to the task table and to single clients' hours, over HTTP.</summary>
internal static class OperatorChanges
{
    /// <summary>Changes a task on top of the version it has, and expects that to go through.</summary>
    public static async Task<JsonElement> ChangeAsync(this RunningScheduler scheduler, string task, object change)
    {
        var body = JsonSerializer.SerializeToNode(change, RunningScheduler.Json)!.AsObject();
        body["version"] = (await scheduler.GetAsync($"/api/scheduler/tasks/{task}")).GetProperty("version").GetInt32();
        var answer = await scheduler.Operator.PatchAsJsonAsync($"/api/scheduler/tasks/{task}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task SetHourAsync(this RunningScheduler scheduler, Guid userId, string task, string localTime) =>
        await PutAsync(scheduler, userId, task, new { localTime });

    public static async Task MuteAsync(this RunningScheduler scheduler, Guid userId, string task) => await PutAsync(scheduler, userId, task, new { muted = true });

    public static async Task BackToStandardAsync(this RunningScheduler scheduler, Guid userId, string task) =>
        (await scheduler.Operator.DeleteAsync($"/api/scheduler/clients/{userId}/tasks/{task}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    /// <summary>The fields at fault.</summary>
    public static async Task<string?[]> FaultsAsync(this HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString())];
    }

    /// <summary>The runs of a task as <c>date, due instant, status</c>, in the order of the dates.</summary>
    public static async Task<string[]> DaysAsync(this RunningScheduler scheduler, Guid userId, string task) =>
        [.. (await scheduler.RunsAsync($"user_id = '{userId}' AND task = '{task}'")).OrderBy(r => r.LocalDate)
            .Select(r => $"{r.LocalDate:MM-dd} {r.DueAt:MM-dd'T'HH:mm} {r.Status}")];

    private static async Task PutAsync(RunningScheduler scheduler, Guid userId, string task, object body)
    {
        var answer = await scheduler.Operator.PutAsJsonAsync($"/api/scheduler/clients/{userId}/tasks/{task}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
