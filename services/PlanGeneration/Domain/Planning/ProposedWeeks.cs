using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>A coach whose weeks before the taper are laid out as a proposal has them; everything else is the coach's own.</summary>
internal sealed class ProposedWeeks : ICoach
{
    private const int LeastMain = 8;
    private readonly ICoach _coach;
    private readonly PlanMenu _menu;
    private readonly Dictionary<int, ProposedWeek> _weeks;

    /// <param name="proposal">Sound by <see cref="ProposalRules"/>.</param>
    public ProposedWeeks(ICoach coach, PlanMenu menu, PlanProposal proposal)
    {
        (_coach, _menu) = (coach, menu);
        _weeks = proposal.Weeks.ToDictionary(w => w.Index);
    }

    public Specialisation Specialisation => _coach.Specialisation;

    public bool KeepsHardDaysApart => _coach.KeepsHardDaysApart;

    public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week)
    {
        if (!_weeks.TryGetValue(week.Week.Index, out var proposed))
        {
            return _coach.PlanWeek(week);
        }

        var minutes = (double)Math.Max(1, proposed.Days.Sum(d => d.Minutes));
        return
        [
            .. from open in week.Days
               join day in proposed.Days on open.Date.DayOfWeek equals ProposalRules.DayOf(day.Day)
               let item = _menu.Find(day.Session)!
               let main = Math.Max(LeastMain, (int)Math.Round(week.MainMinutes * day.Minutes / minutes))
               select new SessionOrder(
                   week.Trainee, open.Date, item.Kind, item.Sport, item.Focus, open.Minutes, Math.Min(main, (int)PlanVolume.MainOf(open.Minutes)), 1,
                   week.Week, week.Target, Seeds.Of(week.Seed, week.Week.Index, (int)open.Date.DayOfWeek)),
        ];
    }

    public Session Build(SessionOrder order) => _coach.Build(order);

    public SessionOrder Today(DayOrder day) => _coach.Today(day);
}
