using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Validation;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.GeneratePlan;

/// <summary>A plan that is stored has passed the validator. Ours should always pass; where one does not, it is refused and told.</summary>
internal sealed partial class CheckedPlan
{
    public static ProblemHttpResult Refusal => Problems.Create(
        StatusCodes.Status500InternalServerError, "plan-refused", "The plan could not be made",
        "The plan that was made broke a rule of training and was not stored; we have been told. Change what you asked for, or try again later.");

    /// <returns>Null where the plan is faulty.</returns>
    public static Plan? Build(PlanOrder order, Trainee trainee, Guid userId, ILogger<CheckedPlan> log)
    {
        var plan = Planner.Build(order);
        var faults = PlanValidator.Check(plan, trainee);
        if (faults.Count == 0)
        {
            return plan;
        }

        // Rules and numbers: what was planned for whom is health data.
        Refused(log, userId, order.Target.Coach.ToString(), order.Weeks, order.Seed, faults.Count, string.Join(", ", faults.Select(f => f.Rule).Distinct().Order()));
        return null;
    }

    [LoggerMessage(2003, LogLevel.Error, "A plan of {UserId} was refused by the validator: coach {Coach}, {Weeks} weeks, seed {Seed}, {Count} faults of the rules {Rules}")]
    private static partial void Refused(ILogger logger, Guid userId, string coach, int weeks, int seed, int count, string rules);
}
