using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Competitions;

/// <summary>
/// HYROX and DEKA, station by station: running as the endurance coach teaches it, the stations' strength and technique with
/// the loads of the division, running between stations, and simulations before the race.
/// </summary>
internal sealed class CompetitionsCoach : ICoach
{
    private static readonly SessionKind[] OwnKinds =
        [SessionKind.CompromisedRun, SessionKind.Conditioning, SessionKind.Simulation, SessionKind.Strength, SessionKind.Technique];

    private static readonly SessionKind[] EnduranceKinds =
    [
        SessionKind.Recovery, SessionKind.Easy, SessionKind.Long, SessionKind.Tempo, SessionKind.Intervals, SessionKind.Fartlek, SessionKind.RacePace, SessionKind.Test,
    ];

    private static readonly (SessionKind Kind, string Focus)[] Turns =
    [
        (SessionKind.CompromisedRun, Focus.None), (SessionKind.Strength, Focus.None), (SessionKind.Tempo, Focus.Cruise), (SessionKind.Technique, Focus.None),
    ];

    public Specialisation Specialisation => Specialisation.Competitions;

    public bool KeepsHardDaysApart => true;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week) => CompetitionWeek.Of(week, Course.Of(week.Trainee, week.Target, week.Target.Sport));

    public Session Build(SessionOrder order) => order.Kind == SessionKind.Race
        ? CompetitionRaceDay.Build(order)
        : OwnKinds.Contains(order.Kind)
            ? CompetitionSessions.Build(order)
            // Its running is an endurance athlete's.
            : EnduranceSessions.Build(order, Modes.Run) with { Coach = Specialisation.Competitions };

    public SessionOrder Today(DayOrder day)
    {
        var (form, effort) = DayForms.Of(day);
        var (kind, focus) = form switch
        {
            DayForm.Low => (SessionKind.Recovery, Focus.None),
            _ when day.Planned is { } planned && (OwnKinds.Contains(planned) || EnduranceKinds.Contains(planned)) && (form == DayForm.Ready || !planned.IsHard()) => (planned, FocusOf(planned)),
            DayForm.Careful => (SessionKind.Technique, Focus.None),
            _ => Next(day),
        };
        var room = Framing.MostMain(kind.IsHard(), day.Minutes);
        var usual = kind switch { SessionKind.Recovery => 30, SessionKind.Long => 90, SessionKind.Simulation => 90, _ => 50 };
        return new(
            day.Trainee, day.Date, kind, SportOf(day), focus, day.Minutes, (int)(Math.Min(room, usual) * (form == DayForm.Low ? 0.7 : 1)),
            effort, null, null, Seeds.Of(day.Seed, day.Date.DayNumber));
    }

    // What was longest ago, nothing hard twice in a row; who has done nothing lately begins with technique.
    private static (SessionKind, string) Next(DayOrder day)
    {
        if (day.Recent.Count == 0)
        {
            return (SessionKind.Technique, Focus.None);
        }

        var tired = DayForms.HasHadEnough(day);
        return Turns.Where(t => !tired || !t.Kind.IsHard()).MaxBy(t =>
            day.Recent.FirstOrDefault(r => r.Kind == t.Kind) is { } last ? day.Date.DayNumber - last.Date.DayNumber : 99);
    }

    private static string FocusOf(SessionKind kind) => kind switch
    {
        SessionKind.Tempo => Focus.Cruise,
        SessionKind.Intervals => Focus.Vo2Max,
        _ => Focus.None,
    };

    private static string SportOf(DayOrder day) =>
        day.Trainee.Profile.Disciplines.FirstOrDefault(d => d is Disciplines.Hyrox or Disciplines.Deka) ?? Disciplines.Hyrox;
}
