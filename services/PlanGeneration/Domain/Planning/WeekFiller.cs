using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>Fills the weeks of one plan, in order. What a week came to decides what the next may hold.</summary>
internal sealed class WeekFiller
{
    private const int MostTries = 4;

    /// <summary>Half of the peak, give or take so much, needs no other try.</summary>
    private const double NearTaper = 0.05;

    private readonly PlanOrder _order;
    private readonly ICoach _coach;
    private readonly DateOnly _start;
    private readonly int[] _aims;
    private readonly int _plannedPeak;
    private readonly int _daysPerWeek;
    private readonly WeekLoads _loads = new();
    private readonly List<int> _mains = [];
    private bool _endsHard;

    public WeekFiller(PlanOrder order, ICoach coach, DateOnly start, int[] aims)
    {
        (_order, _coach, _start, _aims) = (order, coach, start, aims);
        _plannedPeak = Math.Max(aims.Max(), 1);
        _daysPerWeek = Math.Max(1, order.Trainee.TrainingDays.ToList().Count);
    }

    /// <returns>Seven, Monday first; null is a rest day.</returns>
    public Session?[] Fill(PlanWeek week)
    {
        var filled = Fill(week, OpenDays(week), Prorated(_aims[week.Index], OpenDays(week)), _plannedPeak);
        _mains.Add(WeekLoads.MainOf(filled));
        return filled;
    }

    /// <summary>
    /// The weeks of the taper, made together: what a coach cannot shorten in one is left out of another, until all of them
    /// are half of the peak.
    /// </summary>
    /// <returns>Seven for each week.</returns>
    public Session?[][] FillTaper(IReadOnlyList<PlanWeek> weeks, int first)
    {
        var (endsHard, days) = (_endsHard, new int[weeks.Count - first]);
        for (var i = 0; i < days.Length; i++)
        {
            days[i] = TaperVolume.DaysOf(_start.AddDays(7 * (first + i)), _order.Trainee, _order.Target.RaceDate);
        }

        // Where nothing comes before, what the athlete trains now is the measure.
        var peak = first > 0 ? _mains.TakeLast(TaperVolume.PeakWithin).Max() : (int)PlanVolume.Start(_order.Trainee);
        var whole = TaperVolume.WholeOf(peak, days.Sum(), _order.Trainee);
        var filled = new Session?[days.Length][];
        for (var (tries, scale) = (0, 1.0); ; tries++)
        {
            for (var (i, before) = (0, 0); i < days.Length; before += days[i++])
            {
                var week = weeks[first + i];
                var aim = scale * peak * TaperVolume.ShareOf(before, days[i], days.Sum(), _daysPerWeek);
                filled[i] = Fill(week, OpenDays(week), aim, Math.Max(1, peak));
            }

            var main = filled.Sum(WeekLoads.MainOf);
            if (!TaperVolume.IsMeasured(whole, days.Sum()) || tries == MostTries || Math.Abs((main / whole) - TaperVolume.Left) < NearTaper)
            {
                return filled;
            }

            scale *= Math.Clamp(whole * TaperVolume.Left / Math.Max(1, main), 0.5, 2);
            _loads.Forget(days.Length);
            _endsHard = endsHard;
        }
    }

    private Session?[] Fill(PlanWeek week, OpenDay[] open, double aim, int peak)
    {
        for (var tries = 0; ; tries++)
        {
            var filled = Built(new(_order.Trainee, _order.Target, week, open, Math.Max(1, (int)Math.Round(aim)), peak, _order.Seed));
            var load = WeekLoads.Of(filled);
            var most = _loads.Most(WeekLoads.SessionsOf(filled));
            if (load > most && tries < MostTries)
            {
                aim *= most / load * 0.96;
                continue;
            }

            LightenTo(most, filled);
            _loads.Add(WeekLoads.Of(filled), WeekLoads.SessionsOf(filled));
            _endsHard = filled[6]?.Kind.IsHard() == true;
            return filled;
        }
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

    private Session?[] Built(WeekOrder order)
    {
        var planned = new SessionOrder?[7];
        foreach (var session in _coach.PlanWeek(order))
        {
            planned[session.Date.DayNumber - _start.DayNumber - (7 * order.Week.Index)] = session;
        }

        if (_coach.KeepsHardDaysApart)
        {
            HardDays.Part(planned, _endsHard, _start.AddDays(7 * (order.Week.Index + 1)) == _order.Target.RaceDate, order.Days);
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
