using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Which of a coach's disciplines an athlete trains.</summary>
internal static class Sport
{
    /// <summary>The plan's if it is the coach's, else the first of the athlete's that is, else the coach's first.</summary>
    public static string Of(PlanTarget? target, Trainee trainee, Specialisation coach)
    {
        if (target is not null && Coaches.Of(target.Sport) == coach)
        {
            return target.Sport;
        }

        foreach (var discipline in trainee.Profile.Disciplines)
        {
            if (Coaches.Of(discipline) == coach)
            {
                return discipline;
            }
        }

        return Coaches.MainDiscipline(coach);
    }
}
