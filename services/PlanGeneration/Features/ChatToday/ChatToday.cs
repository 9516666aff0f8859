using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Daily.Talk;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ChatToday;

internal sealed record ChatInput(string? Message);

/// <param name="Author"><c>athlete</c> or <c>coach</c>.</param>
/// <param name="Source">Who answered, <c>rules</c> or <c>model</c>; null for the athlete's own.</param>
/// <param name="Actions">Requests that would do what was talked about; none was sent.</param>
internal sealed record ChatMessageView(Guid Id, string Author, string Text, string? Source, IReadOnlyList<SuggestedAction> Actions, DateTimeOffset CreatedAt);

internal sealed record ChatView(DateOnly LocalDate, IReadOnlyList<ChatMessageView> Messages);

internal static class ChatToday
{
    private const int Longest = 1000;

    public static void Map(RouteGroupBuilder training)
    {
        training.MapPost("/today/chat", Post).WithSummary("Asks the coach about today's workout. Nothing is changed by talking; the answer offers what would.");
        training.MapGet("/today/chat", Get).WithSummary("What was said about today's workout, oldest first.");
    }

    private static async Task<Results<Ok<ChatMessageView>, ProblemHttpResult>> Post(
        [FromBody] ChatInput input, ClaimsPrincipal person, Database database, AskCoach coach, TimeProvider time, CancellationToken ct)
    {
        var faults = new Faults();
        var message = faults.Text("message", input.Message?.ReplaceLineEndings(" ").Replace('\t', ' '), Longest);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var userId = person.UserId();
        DateOnly today;
        WorkoutRow? row;
        List<ChatMessageView> before;
        await using (var work = await database.BeginForAsync(userId, ct))
        {
            if (!OwnDate.TryRead((await Athletes.FindAsync(work, userId, ct))?.TimeZone, time, out today, out var problem))
            {
                return problem;
            }

            row = await Workouts.FindAsync(work, userId, today, ct);
            before = await Chats.ReadAsync(work, userId, today, ct);
        }

        if (row is null)
        {
            return Problems.Create(
                StatusCodes.Status404NotFound, "no-workout", "No workout today", "There is no workout today to talk about: GET /api/training/today shows the day.");
        }

        // No transaction is open while the model thinks.
        var asked = time.GetUtcNow();
        var (reply, source) = await coach.RunAsync(userId, today, message, new(row.ReadWorkout(), row.ReadSession(), row.Reasoning), before, ct);
        await using var store = await database.BeginForAsync(userId, ct);
        await Chats.AddAsync(store, userId, today, new(Guid.CreateVersion7(asked), "athlete", message, null, [], asked), ct);
        var answered = time.GetUtcNow();
        var said = new ChatMessageView(Guid.CreateVersion7(answered), "coach", reply.Text, source, reply.Actions, answered);
        await Chats.AddAsync(store, userId, today, said, ct);
        await store.CommitAsync(ct);
        return TypedResults.Ok(said);
    }

    private static async Task<Results<Ok<ChatView>, ProblemHttpResult>> Get(
        ClaimsPrincipal person, Database database, TimeProvider time, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        return OwnDate.TryRead((await Athletes.FindAsync(work, userId, ct))?.TimeZone, time, out var today, out var problem)
            ? TypedResults.Ok(new ChatView(today, await Chats.ReadAsync(work, userId, today, ct)))
            : problem;
    }
}
