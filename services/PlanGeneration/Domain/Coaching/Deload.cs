using Platform.PlanGeneration.Domain.Athletes;

namespace Platform.PlanGeneration.Domain.Coaching;

/// <summary>How much of the planned work a day is to bear.</summary>
/// <param name="Effort">1 as planned; below it, the share of loads and volume that is left.</param>
/// <param name="Easier">True where not less but something else is wise: an easy session instead of a hard one.</param>
/// <param name="Reasons">Sentences to the athlete; none where nothing is eased.</param>
internal sealed record DeloadDecision(decimal Effort, bool Easier, IReadOnlyList<string> Reasons)
{
    public static readonly DeloadDecision None = new(1, false, []);
}

/// <summary>
/// When training is eased: poor recovery today, or the same work failed again and again. There is no standard for it; the
/// thresholds are the project's. What is not known decides nothing.
/// </summary>
internal static class Deload
{
    /// <summary>The share of the load that is left after more than <see cref="FailuresAllowed"/> failed sessions.</summary>
    public const decimal AfterFailures = 0.9m;

    public const int FailuresAllowed = 2;

    private const int LowScore = 40;
    private const int MiddlingScore = 55;
    private const decimal ShortSleepHours = 6;
    private const decimal VeryShortSleepHours = 5;
    private const decimal LeastEffort = 0.6m;

    /// <param name="readiness">Null: unknown.</param>
    /// <param name="recent">Sessions of the last days, in any order.</param>
    public static DeloadDecision Decide(Readiness? readiness, IReadOnlyList<RecentSession> recent) => Decide(readiness, recent, null, null);

    /// <param name="energy">1 to 10, as the athlete says; null: not told.</param>
    /// <param name="focus">Of the session to come: only failures of that focus count. Null: those of any one focus.</param>
    public static DeloadDecision Decide(Readiness? readiness, IReadOnlyList<RecentSession> recent, int? energy, string? focus)
    {
        List<string> reasons = [];
        var (effort, signs, severe) = (1m, 0, false);
        void Ease(decimal to, bool grave, string reason)
        {
            effort = Math.Min(effort, to);
            signs++;
            severe |= grave;
            reasons.Add(reason);
        }

        if (readiness is { Score: { } score and < MiddlingScore })
        {
            var low = score < LowScore;
            Ease(low ? 0.8m : 0.9m, low, $"Your readiness is {score} of 100, so {(low ? "today is easy" : "loads are a little lighter")}.");
        }

        if (readiness is { Hrv: HrvState.Below })
        {
            Ease(0.85m, true, "Your heart-rate variability is below its usual band: your body is still busy recovering.");
        }

        if (readiness is { SleepHours: { } slept and < ShortSleepHours })
        {
            var grave = slept < VeryShortSleepHours;
            Ease(grave ? 0.8m : 0.9m, grave, "You slept less than you need; strength and attention suffer first, so there is less to lift.");
        }

        if (energy is { } told and <= 3)
        {
            Ease(told <= 2 ? 0.8m : 0.85m, told <= 2, $"You rate your energy {told} of 10; something easier does you more good today.");
        }

        // Signs that come together weigh more than the worst of them.
        effort -= signs > 1 ? 0.05m * (signs - 1) : 0;
        if (Failed(recent, focus))
        {
            effort *= AfterFailures;
            reasons.Add("More than two of these sessions could not be finished as prescribed, so the load goes down by a tenth and builds up again.");
        }

        return reasons.Count == 0 ? DeloadDecision.None : new(Math.Max(LeastEffort, effort), severe || signs > 1, reasons);
    }

    private static bool Failed(IReadOnlyList<RecentSession> recent, string? focus)
    {
        foreach (var session in recent)
        {
            if (session.Failed && (focus is null || session.Focus == focus))
            {
                var failures = 0;
                foreach (var other in recent)
                {
                    failures += other.Failed && other.Sport == session.Sport && other.Focus == session.Focus ? 1 : 0;
                }

                if (failures > FailuresAllowed)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
