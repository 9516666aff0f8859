using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>A day without a plan: hard where the athlete is ready and was not hard lately, long once a week, else easy.</summary>
internal static class EnduranceToday
{
    private static readonly (SessionKind Kind, string Focus)[] HardTurns =
        [(SessionKind.Fartlek, Focus.None), (SessionKind.Tempo, Focus.Cruise), (SessionKind.Intervals, Focus.Vo2Max)];

    private static readonly string[] Sports =
        [Disciplines.Running, Disciplines.Cycling, Disciplines.Swimming, Disciplines.Triathlon, Disciplines.Rowing, Disciplines.Cardio];

    public static SessionOrder Of(DayOrder day)
    {
        var (form, effort) = DayForms.Of(day);
        var (kind, focus) = day.Planned is { } planned ? Planned(planned, form) : Chosen(day, form);
        var room = Framing.MostMain(kind.IsHard(), day.Minutes);
        var main = (int)(Math.Min(room, Usual(kind)) * (form == DayForm.Low ? 0.7 : 1));
        return new(
            day.Trainee, day.Date, kind, SportOf(day), focus, day.Minutes, Math.Max(Math.Min(room, 8), main), effort, null, null,
            Seeds.Of(day.Seed, day.Date.DayNumber));
    }

    private static (SessionKind, string) Planned(SessionKind planned, DayForm form) => form switch
    {
        DayForm.Low => (SessionKind.Recovery, Focus.None),
        DayForm.Careful when planned.IsHard() => (SessionKind.Easy, Focus.Strides),
        _ => planned switch
        {
            SessionKind.Tempo => (planned, Focus.Cruise),
            SessionKind.Intervals => (planned, Focus.Vo2Max),
            SessionKind.Recovery or SessionKind.Easy or SessionKind.Long or SessionKind.Fartlek or SessionKind.RacePace or SessionKind.Test => (planned, Focus.None),
            _ => (SessionKind.Easy, Focus.Strides),
        },
    };

    private static (SessionKind, string) Chosen(DayOrder day, DayForm form)
    {
        if (form == DayForm.Low)
        {
            return (SessionKind.Recovery, Focus.None);
        }

        var longest = day.Minutes >= 75 && day.Minutes >= day.Trainee.Profile.SessionMinutes;
        if (longest && !DayForms.HadWithin(day, 6, s => s.Kind == SessionKind.Long) && !DayForms.HadWithin(day, 2, s => s.Kind.IsHard()))
        {
            return (SessionKind.Long, Focus.None);
        }

        // Nothing known of the last two weeks: an easy session tells more than a hard one.
        if (form != DayForm.Ready || day.Recent.Count == 0 || day.Minutes < 25 || DayForms.HasHadEnough(day))
        {
            return (SessionKind.Easy, day.Recent.Count == 0 || form != DayForm.Ready ? Focus.None : Focus.Strides);
        }

        foreach (var session in day.Recent)
        {
            var last = Array.FindIndex(HardTurns, turn => turn.Kind == session.Kind);
            if (last >= 0)
            {
                return HardTurns[(last + 1) % HardTurns.Length];
            }
        }

        return HardTurns[0];
    }

    /// <summary>The athlete's first endurance sport; a triathlete's that was not trained for longest.</summary>
    private static string SportOf(DayOrder day)
    {
        var sport = day.Trainee.Profile.Disciplines.FirstOrDefault(d => Sports.Contains(d)) ?? Disciplines.Running;
        if (sport != Disciplines.Triathlon)
        {
            return sport;
        }

        string[] three = [Disciplines.Swimming, Disciplines.Cycling, Disciplines.Running];
        return three.MaxBy(s => day.Recent.FirstOrDefault(r => r.Sport == s) is { } last ? day.Date.DayNumber - last.Date.DayNumber : 99)!;
    }

    private static int Usual(SessionKind kind) => kind switch
    {
        SessionKind.Recovery => 30,
        SessionKind.Easy => 60,
        SessionKind.Long => 100,
        _ => 40,
    };
}
