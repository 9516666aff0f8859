using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>What a stretch of endurance may ask of this athlete: what they have, and what they can.</summary>
internal static class EnduranceRules
{
    /// <summary>Strides and short hills are faster than repeats; beyond a tenth it is another runner's pace.</summary>
    private const double FasterThanRepetition = 0.90;

    /// <param name="race">Whether it is part of a race.</param>
    public static void Check(EnduranceStep step, Trainee trainee, bool race, StepPlace place, FaultList faults)
    {
        if (!Modes.IsPossible(step.Mode, trainee.Equipment))
        {
            faults.Add(place.Of("mode"), FaultRules.Equipment, $"There is nothing here to {step.Mode} with.");
        }

        // Walking is what is left where everything else would hurt; a race is run as it is, by whoever starts in it.
        if (!race && step.Mode != Modes.Walk && !Modes.Spares(step.Mode, trainee.Spare))
        {
            faults.Add(place.Of("mode"), FaultRules.Pain, $"{Modes.Gerund(step.Mode)} stresses what is to be spared.");
        }

        var fastest = Modes.FastestSecPerKm(step.Mode);
        if (step.Mode == Modes.Run && trainee.Vdot is { } vdot && step.PaceFrom is not null)
        {
            fastest = Math.Max(fastest, (int)(RepetitionSecPerKm(vdot) * FasterThanRepetition));
        }

        if (step.PaceFrom < fastest)
        {
            faults.Add(place.Of("paceFrom"), FaultRules.PaceLimit, $"{step.PaceFrom} s/km is faster than {fastest} s/km, the most that can be asked.");
        }

        if (trainee.MaxHeartRate is { } max && (step.HeartRateTo > max || step.HeartRateFrom > max))
        {
            faults.Add(place.Of("heartRateTo"), FaultRules.HeartRateLimit, $"{step.HeartRateTo ?? step.HeartRateFrom} beats are above the athlete's maximum of {max}.");
        }
    }

    private static double RepetitionSecPerKm(double vdot) => 60_000 / Vdot.VelocityMPerMin(vdot, 1.10);
}
