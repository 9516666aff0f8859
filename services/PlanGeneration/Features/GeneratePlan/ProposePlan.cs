using System.Text.Json;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Validation;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Features.GeneratePlan;

/// <param name="Plan">Validated; null where the rules are to make it.</param>
/// <param name="Strategy">The model's words on its arrangement.</param>
/// <param name="Notice">Why the model did not arrange it, where it was asked.</param>
internal sealed record ArrangedPlan(Plan? Plan, ModelProvenance? Model, string? Strategy, string? Notice)
{
    public static readonly ArrangedPlan ByRules = new(null, null, null, null);
}

/// <summary>
/// Asks the language model to arrange a plan: which of the coach's sessions on which day. The sessions themselves, their
/// figures, taper and race stay with the coach; the plan that comes of it passes the validator or is not taken.
/// </summary>
internal sealed class ProposePlan(AskModel ask)
{
    private const string Instructions =
        """
        You are an experienced coach. Arrange the weeks of one athlete's training plan before its taper: for every week in
        `weeks`, which session of `menu` on which of the athlete's training days, and how many minutes it gets. `layout` is how the
        rules would do it: improve on it for this athlete where you see reason to, else keep it. Respect the minutes of
        each day, keep hard sessions on days that are not neighbours, put the long session where the athlete wants it, and make
        weeks marked `recovery` easier. `strategy` tells the athlete in a few plain English sentences what the
        arrangement is after; it holds no figures, since those are computed.
        """;

    public bool IsConfigured => ask.IsConfigured;

    public TimeSpan Timeout => ask.Timeout;

    /// <param name="localDate">Today on the athlete's calendar.</param>
    public async Task<ArrangedPlan> RunAsync(Guid userId, DateOnly localDate, PlanOrder order, CancellationToken ct)
    {
        var menu = PlanMenu.Of(order);
        if (PlanMenu.TaperStart(menu.Weeks) == 0)
        {
            return ArrangedPlan.ByRules;
        }

        var answer = await ask.RunAsync(
            new ModelRequest<(Plan Plan, string Strategy)>(
                userId, Purposes.RacePlan, localDate, Instructions, DataOf(order, menu), "plan_arrangement", ProposalSchema.Of(menu),
                text => Read(text, menu, order)), ct);
        return answer.Outcome == ModelOutcome.Answered
            ? new(answer.Value.Plan, answer.Provenance, answer.Value.Strategy, null)
            : new(null, null, null, ModelNotice.Of(answer.Outcome, "this plan"));
    }

    private static ModelReading<(Plan, string)> Read(string text, PlanMenu menu, PlanOrder order)
    {
        var proposal = JsonSerializer.Deserialize<PlanProposal>(text, JsonSerializerOptions.Web)!;
        var faults = ProposalRules.Check(proposal, menu, order);
        if (faults.Count > 0)
        {
            return ModelReading<(Plan, string)>.Faulty(faults);
        }

        var plan = Planner.Build(order, new ProposedWeeks(Coaches.For(order.Target.Coach), menu, proposal));
        var broken = PlanValidator.Check(plan, order.Trainee);
        return broken.Count == 0
            ? ModelReading<(Plan, string)>.Sound((plan, proposal.Strategy))
            : ModelReading<(Plan, string)>.Faulty([.. broken.Select(f => $"{f.Path}: {f.Reason}")]);
    }

    private static PromptData DataOf(PlanOrder order, PlanMenu menu)
    {
        var (trainee, profile, target) = (order.Trainee, order.Trainee.Profile, order.Target);
        return new PromptData()
            .Add("target", new { target.Coach, target.Sport, target.Format, target.RaceDate, target.DistanceM, target.GoalSeconds, target.Goal }, DataSources.Athlete)
            .Add("athlete", new { profile.Experience, profile.Disciplines, profile.WeeklyHours, profile.LongDay }, DataSources.Athlete)
            .Add("days", trainee.TrainingDays.ToList().Select(d => new { Day = d, Minutes = trainee.MinutesOn(d) }), DataSources.Athlete)
            .Add("spare", trainee.Spare.Order().Select(WireNames.Of), DataSources.Athlete)
            .Add("weeks", menu.Weeks.Take(PlanMenu.TaperStart(menu.Weeks)).Select(w => new { w.Index, w.Phase, w.Recovery }), DataSources.Platform)
            .Add("menu", menu.Items.Select(i => i.Id), DataSources.Platform)
            .Add("layout", menu.Layout.GroupBy(l => l.WeekIndex).Select(w => new
            {
                Index = w.Key,
                Days = w.Select(d => new { d.Day, Session = d.Item, Minutes = d.MainMinutes }),
            }), DataSources.Platform, DataSources.Athlete);
    }
}
