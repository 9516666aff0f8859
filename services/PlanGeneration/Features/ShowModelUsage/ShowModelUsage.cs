using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.LanguageModel;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ShowModelUsage;

/// <param name="LocalDate">Today on the athlete's calendar; on UTC's where the profile's zone is not known here.</param>
/// <param name="Configured">Whether a language model is asked at all.</param>
/// <param name="CostCents">In hundredths of the currency of the operator's prices; 0 where no prices are set.</param>
/// <param name="HeldTokens">Set aside for calls that are under way, or of which nobody knows how they ended.</param>
/// <param name="LeftTokens">What today's budget still bears.</param>
/// <param name="BudgetCents">Null where cost is not limited; so is <paramref name="LeftCents"/>.</param>
internal sealed record ModelUsageView(
    DateOnly LocalDate, bool Configured, int Calls, long InputTokens, long OutputTokens, long HeldTokens, long BudgetTokens, long LeftTokens,
    decimal CostCents, decimal HeldCents, decimal? BudgetCents, decimal? LeftCents);

internal static class ShowModelUsage
{
    public static void Map(RouteGroupBuilder training) =>
        training.MapGet("/model-usage", Get).WithSummary("What my questions to the language model came to today, and what is left of the budget.");

    private static async Task<Results<Ok<ModelUsageView>, ProblemHttpResult>> Get(
        ClaimsPrincipal person, Database database, IOptions<ModelOptions> options, TimeProvider time, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        if (await Athletes.FindAsync(work, userId, ct) is not { } athlete)
        {
            return NoProfile.Yet;
        }

        var today = athlete.LocalDateAt(time.GetUtcNow());
        return TypedResults.Ok(View(today, options.Value, await ModelUsage.FindAsync(work, userId, today, ct)));
    }

    private static ModelUsageView View(DateOnly today, ModelOptions budget, ModelUsage used)
    {
        var cost = Cents(used.CostMicros);
        var held = Cents(used.HeldCostMicros);
        return new(
            today, budget.IsConfigured, used.Calls, used.InputTokens, used.OutputTokens, used.HeldTokens, budget.DailyBudgetTokens,
            Math.Max(0, budget.DailyBudgetTokens - used.InputTokens - used.OutputTokens - used.HeldTokens),
            cost, held, budget.DailyBudgetCents, budget.DailyBudgetCents is { } cents ? Math.Max(0, cents - cost - held) : null);
    }

    private static decimal Cents(long micros) => (decimal)micros / Tariff.MicrosPerCent;
}
