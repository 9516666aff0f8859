using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>Fills the weeks of one plan, in order. What a week came to decides what the next may hold.</summary>
internal sealed class WeekFiller
{
    private const int MostTries = 4;

    private readonly PlanOrder _order;
    private readonly ICoach _coach;
    private readonly DateOnly _start;
    private readonly int[] _aims;
    private readonly int _plannedPeak;
    private readonly int _daysPerWeek;
    private readonly WeekLoads _loads = new();
    private int _peakMain;
    private bool _endsHard;

    public WeekFiller(PlanOrder order, ICoach coach, DateOnly start, int[] aims)
    {
        (_order, _coach, _start, _aims) = (order, coach, start, aims);
        _plannedPeak = Math.Max(aims.Max(), 1);
        _daysPerWeek = Math.Max(1, order.Trainee.TrainingDays.ToList().Count);
    }

    /// <returns>Seven, Monday first; null is a rest day.</returns>
    public Session?[] Fill(PlanWeek week, IReadOnlyList<PlanWeek> weeks)
    {
        var open = OpenDays(week);
        var tapers = week.Phase >= Phase.Taper;
        var peak = tapers && _peakMain > 0 ? _peakMain : tapers && week.Index == 0 ? (int)PlanVolume.Start(_order.Trainee) : _plannedPeak;
        var goal = (double)(tapers ? (int)Math.Round(peak * TaperShare(week, weeks)) : Prorated(_aims[week.Index], open));
        var aim = goal;
        var filled = Array.Empty<Session?>();
        for (var tries = 0; ; tries++)
        {
            filled = Built(new(_order.Trainee, _order.Target, week, open, Math.Max(1, (int)Math.Round(aim)), peak, _order.Seed));
            var load = WeekLoads.Of(filled);
            var most = _loads.Most(filled);
            if (load > most && tries < MostTries)
            {
                aim *= most / load * 0.96;
                continue;
            }

            // A taper has to come out as it was meant, where the coach can.
            var main = WeekLoads.MainOf(filled);
            if (tapers && tries < MostTries && main > 0 && goal > 0 && Math.Abs(main - goal) > Math.Max(5, goal * 0.1))
            {
                aim *= Math.Clamp(goal / main, 0.5, 1.5);
                continue;
            }

            LightenTo(most, filled);
            break;
        }

        _loads.Add(filled);
        _endsHard = filled[6]?.Kind.IsHard() == true;
        _peakMain = tapers ? _peakMain : Math.Max(_peakMain, WeekLoads.MainOf(filled));
        return filled;
    }

    private OpenDay[] OpenDays(PlanWeek week)
    {
        List<OpenDay> open = new(7);
        for (var i = 0; i < 7; i++)
        {
            var date = _start.AddDays((7 * week.Index) + i);
            if (date < _order.FirstDate || date > _order.Target.RaceDate)
            {
                continue;
            }

            var minutes = _order.Trainee.MinutesOn(date.DayOfWeek);
            if (minutes > 0 || date == _order.Target.RaceDate)
            {
                open.Add(new(date, minutes));
            }
        }

        return [.. open];
    }

    /// <summary>A first week that began late holds its share.</summary>
    private int Prorated(int aim, OpenDay[] open)
    {
        var all = PlanVolume.Capacity(_order.Trainee);
        return all <= 0 ? aim : (int)Math.Round(aim * Math.Min(1, open.Sum(d => PlanVolume.MainOf(d.Minutes)) / all));
    }

    private double TaperShare(PlanWeek week, IReadOnlyList<PlanWeek> weeks)
    {
        var (before, all) = (0, 0);
        foreach (var other in weeks)
        {
            if (other.Phase >= Phase.Taper)
            {
                var days = DaysOf(other);
                before += other.Index < week.Index ? days : 0;
                all += days;
            }
        }

        return TaperVolume.ShareOf(before, DaysOf(week), all, _daysPerWeek);
    }

    private int DaysOf(PlanWeek week) => TaperVolume.DaysOf(_start.AddDays(7 * week.Index), _order.Trainee, _order.Target.RaceDate);

    private Session?[] Built(WeekOrder order)
    {
        var planned = new SessionOrder?[7];
        foreach (var session in _coach.PlanWeek(order))
        {
            planned[session.Date.DayNumber - _start.DayNumber - (7 * order.Week.Index)] = session;
        }

        if (_coach.KeepsHardDaysApart)
        {
            HardDays.Part(planned, _endsHard, order.Days);
        }

        return Array.ConvertAll(planned, p => p is null ? null : _coach.Build(p));
    }

    /// <summary>What cannot be made smaller is left out, the lightest first, until the week is in its bounds.</summary>
    private static void LightenTo(double most, Session?[] filled)
    {
        while (WeekLoads.Of(filled) > most)
        {
            var lightest = -1;
            for (var i = 0; i < 7; i++)
            {
                if (filled[i] is { } session && session.Kind != SessionKind.Race && (lightest < 0 || session.Totals.Load < filled[lightest]!.Totals.Load))
                {
                    lightest = i;
                }
            }

            if (lightest < 0 || filled.Count(s => s is not null && s.Kind != SessionKind.Race) == 1)
            {
                return;
            }

            filled[lightest] = null;
        }
    }
}
