using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.Trigger;

/// <summary>
/// Has an operator's task run once for each key, however often it is asked. Clients get runs of their own; a zone or
/// everyone gets strides, as a wave has them, so that the answer does not wait for each of them.
/// </summary>
internal static class TriggerTask
{
    private const string Header = "Idempotency-Key";

    public static async Task<Results<Ok<TriggerAnswer>, ProblemHttpResult>> HandleAsync(
        TriggerRequest request, HttpContext http, Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct)
    {
        var faults = new Faults();
        var key = faults.Text(Header, http.Request.Headers[Header].ToString(), 100);
        var (by, hash) = (http.User.UserId(), request.Hash());
        await using var work = await database.BeginAsync(ct);
        if (faults.None && await FirstAsync(work, key, by, hash, ct) is { } given)
        {
            return given;
        }

        var now = await clock.NowAsync(work, ct);
        if (Asked.Read(request, await TaskTable.ReadAsync(work, options, ct), now, faults) is not { } asked)
        {
            return Problems.Invalid(faults.Found);
        }

        // Whoever asks with the same key at the same time waits here until the first is done.
        var claimed = await work.ExecuteAsync(
            "INSERT INTO triggers (key, by_user, request_hash, answer, at) VALUES (@key, @by, @hash, '{}', @now) ON CONFLICT DO NOTHING",
            new { key, by, hash, now }, ct);
        if (claimed == 0)
        {
            return (await FirstAsync(work, key, by, hash, ct))!;
        }

        var answer = asked switch
        {
            { Task.IsScan: true } => await TriggeredClients.RunScanAsync(work, asked, options, now, ct),
            { UserIds: not null } => await TriggeredClients.RunAsync(work, asked, options, now, ct),
            _ => await TriggeredWaves.RunAsync(work, asked, options, now, ct),
        };
        await work.ExecuteAsync(
            "UPDATE triggers SET answer = @Answer::jsonb WHERE by_user = @by AND key = @key",
            new { key, by, Answer = JsonSerializer.Serialize(answer, JsonSerializerOptions.Web) }, ct);
        await Audit.WriteAsync(work, by, "triggered", asked.Task.Name, null, new { request, answer }, now, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(answer);
    }

    /// <summary>What the key was answered first; null where it is new.</summary>
    private static async Task<Results<Ok<TriggerAnswer>, ProblemHttpResult>?> FirstAsync(Work work, string key, Guid by, byte[] hash, CancellationToken ct) =>
        await work.SingleOrDefaultAsync<First>(
            "SELECT request_hash, answer::text AS answer FROM triggers WHERE by_user = @by AND key = @key", new { by, key }, ct) switch
        {
            null => null,
            { } first when first.RequestHash.AsSpan().SequenceEqual(hash) =>
                TypedResults.Ok(JsonSerializer.Deserialize<TriggerAnswer>(first.Answer, JsonSerializerOptions.Web)!),
            _ => Problems.Conflict("idempotency-key-taken", "You have used this Idempotency-Key for another request: take a new one for this."),
        };

    private sealed record First
    {
        public byte[] RequestHash { get; init; } = [];
        public string Answer { get; init; } = "";
    }
}
