using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>A kind of session that a week may hold.</summary>
/// <param name="Id">Its name on the menu, such as <c>tempo/cruise</c>.</param>
internal sealed record MenuItem(string Id, SessionKind Kind, string Sport, string Focus);

/// <summary>A day as the coach laid it out.</summary>
internal sealed record LaidOut(int WeekIndex, DayOfWeek Day, string Item, int MainMinutes);

/// <summary>
/// What there is to arrange a plan of: every kind of session that the coach would put into it, and how the coach would lay
/// them out. Whoever proposes another arrangement chooses from here.
/// </summary>
internal sealed class PlanMenu
{
    private readonly Dictionary<string, MenuItem> _items = [];
    private readonly List<LaidOut> _layout = [];

    public IReadOnlyCollection<MenuItem> Items => _items.Values;

    /// <summary>The weeks before the taper, as the coach would have them.</summary>
    public IReadOnlyList<LaidOut> Layout => _layout;

    /// <summary>All weeks of the plan; those before the taper are to be arranged.</summary>
    public required IReadOnlyList<PlanWeek> Weeks { get; init; }

    public static PlanMenu Of(PlanOrder order)
    {
        var coach = new NotingCoach(Coaches.For(order.Target.Coach));
        var plan = Planner.Build(order, coach);
        var menu = new PlanMenu { Weeks = plan.Weeks };
        // A week that was tried more than once is noted as it was tried last.
        foreach (var session in coach.Weeks.Where(w => w.Key < TaperStart(plan.Weeks)).OrderBy(w => w.Key).SelectMany(w => w.Value))
        {
            var item = ItemOf(session, order.Target.Sport);
            menu._items.TryAdd(item.Id, item);
            menu._layout.Add(new(session.Week!.Index, session.Date.DayOfWeek, item.Id, session.MainMinutes));
        }

        return menu;
    }

    public MenuItem? Find(string id) => _items.GetValueOrDefault(id);

    /// <summary>The first week that is not to be arranged: taper and race week are the coach's alone.</summary>
    public static int TaperStart(IReadOnlyList<PlanWeek> weeks) => weeks.Count(w => w.Phase < Phase.Taper);

    private static MenuItem ItemOf(SessionOrder order, string sport)
    {
        string[] parts = [.. order.Sport == sport ? [] : (string[])[order.Sport], WireNames.Of(order.Kind), .. order.Focus.Length == 0 ? [] : (string[])[order.Focus]];
        return new(string.Join('/', parts), order.Kind, order.Sport, order.Focus);
    }

    private sealed class NotingCoach(ICoach coach) : ICoach
    {
        public Dictionary<int, IReadOnlyList<SessionOrder>> Weeks { get; } = [];

        public Specialisation Specialisation => coach.Specialisation;

        public bool KeepsHardDaysApart => coach.KeepsHardDaysApart;

        public IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week) => Weeks[week.Week.Index] = coach.PlanWeek(week);

        public Session Build(SessionOrder order) => coach.Build(order);

        public SessionOrder Today(DayOrder day) => coach.Today(day);
    }
}
