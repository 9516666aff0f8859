using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Competitions;

/// <summary>Builds what is particular to races of stations: their strength, their technique, running between them, and simulations.</summary>
internal sealed class CompetitionSessions
{
    private readonly SessionOrder _order;
    private readonly Course _course;
    private readonly Pacing _pacing;
    private readonly StationSteps _stations;
    private readonly SessionWriting _writing;
    private readonly ModeChoice _run;
    private readonly (int WarmUp, int CoolDown) _frame;
    private double _left;

    private CompetitionSessions(SessionOrder order)
    {
        _order = order;
        _course = Course.Of(order.Trainee, order.Target, order.Sport);
        _pacing = Pacing.Of(order.Trainee, order.Target);
        _stations = new(order.Trainee, _pacing, LoadShare(order.Week) * (double)Math.Clamp(order.Effort, 0.6m, 1));
        _writing = new(Specialisation.Competitions, order.Sport, order.Kind);
        _run = Modes.For(order.Trainee, Modes.Run);
        _frame = Framing.Of(order.Kind.IsHard(), order.Minutes);
        _left = 60.0 * Math.Max(1, Math.Min(order.MainMinutes, order.Minutes - _frame.WarmUp - _frame.CoolDown));
    }

    public static Session Build(SessionOrder order)
    {
        var session = new CompetitionSessions(order);
        session.Write();
        // The whole race is harder than the mean of its minutes.
        return session._writing.Done(order is { Kind: SessionKind.Simulation, Focus: CompetitionWeek.FullRace, Effort: 1 } ? 7.5m : null);
    }

    /// <summary>Of the race's loads: 70 % at the start, all of it from the peak on.</summary>
    public static double LoadShare(PlanWeek? week) => week switch
    {
        null => 0.8,
        { Phase: Phase.Taper or Phase.RaceWeek or Phase.Peak } => 1,
        _ => Math.Min(1, 0.7 + (0.3 * week.Index / Math.Max(1, (week.Of * 0.75) - 1))),
    };

    private int Turn => _order.Week?.Index ?? _order.Date.DayNumber;

    private void Write()
    {
        _writing.Add(PartKind.WarmUp, "Warm-up", _pacing.For(_run.Mode, Intensity.Recovery, 60 * _frame.WarmUp, _order.Kind.IsHard()
            ? "Easy, then hips, ankles and shoulders, then a few quick steps"
            : "Easy, then hips, ankles and shoulders"));
        if (_order.Kind != SessionKind.Strength || _course.RunM > 0)
        {
            _writing.Note(_run.Note);
        }

        switch (_order.Kind)
        {
            case SessionKind.Simulation:
                Simulation();
                break;
            case SessionKind.Strength:
                Strength();
                break;
            case SessionKind.Technique:
                Technique();
                break;
            default:
                Compromised();
                break;
        }

        if (_left >= 60 || !_writing.HasMain)
        {
            _writing.Add(PartKind.Main, $"Easy {Modes.Noun(_run.Mode)} for the rest", _pacing.For(_run.Mode, Intensity.Easy, Math.Max(60, (int)_left)));
        }

        _writing.Add(PartKind.CoolDown, "Cool-down", _pacing.For(_run.Mode, Intensity.Recovery, 60 * _frame.CoolDown));
        var missing = _course.Stations.Where(s => !_stations.IsReal(s)).ToList();
        if (missing.Count > 0)
        {
            _writing.Note($"Not possible here as in the race: {Names(missing)}. What stands in for each is named; try the real ones before the race.");
        }

        _writing.Note(_course.Note);
        if (_order.Effort < 1)
        {
            _writing.Note("Eased on purpose: lighter loads and slower runs today.");
        }
    }

    // Run and station in turn. Runs of the race's length where there is time for two rounds of them; else shorter ones.
    private void Compromised()
    {
        var sharpener = _order.Focus == Focus.Sharpener;
        var dose = sharpener ? 0.25 : _order.Week?.Phase switch { Phase.Base => 0.5, Phase.Build => 0.6, Phase.Peak => 0.8, _ => 0.5 };
        var most = sharpener ? 3 : 4;
        // What fills the time best; a longer run counts for more than one station more.
        (List<Station> Stations, IReadOnlyList<Step> Steps, int Rounds, double Seconds) best = ([], [], 0, 0);
        foreach (var metres in RunLengths(sharpener))
        {
            for (var count = most; count >= 2; count--)
            {
                var stations = Chosen(count);
                var steps = Rounds(stations, metres, dose);
                var seconds = steps.Sum(Sums.SecondsOf);
                var rounds = Math.Min((int)(_left / seconds), sharpener ? 2 : 4);
                if (rounds * seconds > best.Rounds * best.Seconds + 60)
                {
                    best = (stations, steps, rounds, seconds);
                }
            }

            if (best.Rounds * best.Seconds >= _left * 0.75 || (sharpener && best.Rounds > 0))
            {
                break;
            }
        }

        if (best.Rounds == 0)
        {
            var stations = Chosen(1);
            var steps = Rounds(stations, _course.RunM > 0 ? 100 : 0, 0.15);
            best = (stations, steps, (int)(_left / steps.Sum(Sums.SecondsOf)), steps.Sum(Sums.SecondsOf));
        }

        Compromised(best.Stations, best.Steps, best.Rounds, sharpener);
    }

    private void Compromised(List<Station> stations, IReadOnlyList<Step> steps, int rounds, bool sharpener)
    {
        var what = sharpener ? "Sharpener" : _course.RunM == 0 ? "Zone circuit" : "Compromised running";
        _writing.Title = $"{what}: {(rounds <= 1 ? "once through" : $"{rounds} rounds of")} {Names(stations)}";
        _writing.Purpose = sharpener
            ? "Touch the race once more, crisp and short: finish wanting more."
            : _course.RunM == 0 ? "Move from zone to zone at the pace of the race." : "Learn to run on legs that have just worked: find your rhythm within the first steps.";
        if (rounds > 0)
        {
            _writing.Add(PartKind.Main, _course.RunM == 0 ? "Station after station" : "Run, then a station, in turn", rounds, 0, steps);
            _left -= rounds * steps.Sum(Sums.SecondsOf);
        }
    }

    private static string Names(IEnumerable<Station> stations) =>
        string.Join(", ", stations.Select(s => s.Work == StationWork.SkiErg ? s.Name : s.Name.ToLowerInvariant()));

    private void Simulation()
    {
        var full = _order.Focus == CompetitionWeek.FullRace;
        var half = _course.Stations.Count / 2;
        IReadOnlyList<Station> stations = full ? _course.Stations : [.. _course.Stations.Skip(Turn % 2 == 0 ? 0 : half).Take(half)];
        // As much of the race as fits; less of everything rather than fewer stations.
        var share = 1.0;
        var steps = Rounds(stations, _course.RunM, share);
        while (steps.Sum(Sums.SecondsOf) > _left && share > 0.15)
        {
            share -= 0.05;
            steps = Rounds(stations, (int)Math.Floor(_course.RunM * share / 20) * 20, share);
        }

        while (steps.Sum(Sums.SecondsOf) > _left && stations.Count > 1)
        {
            stations = [.. stations.Take(stations.Count - 1)];
            steps = Rounds(stations, (int)Math.Floor(_course.RunM * share / 20) * 20, share);
        }

        var name = full ? "Full simulation" : $"Half simulation: stations {stations[0].Order} to {stations[^1].Order}";
        _writing.Title = share < 0.99 ? $"{name}, shortened" : name;
        _writing.Purpose = "The race in training: pacing, changeovers and every station under fatigue. Write down your splits.";
        _writing.Add(PartKind.Main, name, steps);
        _left -= steps.Sum(Sums.SecondsOf);
    }

    private void Strength()
    {
        List<Station> loaded = [.. _course.Stations.Where(s => s.LoadKg is not null || s.Work is StationWork.BoxOver or StationWork.Tank)];
        var count = (int)Math.Clamp(_left / 480, 1, Math.Min(4, loaded.Count));
        List<Station> chosen = [.. Enumerable.Range(0, count).Select(i => loaded[(2 * Turn + i) % loaded.Count]).OrderBy(s => s.Order)];
        (_writing.Title, _writing.Purpose) =
            ($"Station strength: {Names(chosen)}", "Make the stations' loads feel light: strong, tidy sets with full rest.");
        var rest = _order.Week?.Phase is Phase.Taper or Phase.RaceWeek ? 75 : 90;
        for (var i = 0; i < chosen.Count; i++)
        {
            var single = _stations.Of(chosen[i], 0.3, 1, rest, 8);
            var one = Sums.SecondsOf(single) + (single is EnduranceStep ? rest : 0);
            var sets = (int)Math.Clamp(_left / (chosen.Count - i) / one, 0, 6);
            if (sets > 0)
            {
                var step = _stations.Of(chosen[i], 0.3, sets, rest, 8);
                // A stretch in place of a lift knows no sets.
                var part = step is EnduranceStep ? sets : 1;
                _writing.Add(PartKind.Main, chosen[i].Name, part, part > 1 ? rest : 0, [step]);
                _left -= part * Sums.SecondsOf(step) + (part - 1) * (part > 1 ? rest : 0);
            }
        }
    }

    private void Technique()
    {
        var chosen = Chosen(3);
        List<Step> steps = [.. chosen.Select(s => _stations.Of(s, 0.2, 1, 20, 5, note: "unhurried, every repetition clean"))];
        var each = steps.Sum(Sums.SecondsOf);
        while (each > _left && steps.Count > 1)
        {
            steps.RemoveAt(steps.Count - 1);
            each = steps.Sum(Sums.SecondsOf);
        }

        (_writing.Title, _writing.Purpose) =
            ($"Station technique: {Names(chosen.Take(steps.Count))}", "Move better, not harder: every metre that costs less is time won in the race.");
        var rounds = (int)Math.Clamp((_left + 60) / (each + 60), 1, 6);
        if (each <= _left)
        {
            _writing.Add(PartKind.Main, "Technique rounds", rounds, 60, steps);
            _left -= rounds * each + (rounds - 1) * 60;
        }
    }

    private int[] RunLengths(bool sharpener) => _course.RunM switch
    {
        0 => [0],
        >= 1000 => sharpener ? [400, 300, 200] : [1000, 800, 600, 400, 200],
        _ => sharpener ? [160] : [_course.RunM, 300, 160],
    };

    /// <summary>Other stations every week, so that all of them come round.</summary>
    private List<Station> Chosen(int count) =>
        [.. Enumerable.Range(0, count).Select(i => _course.Stations[(Turn * count + i) % _course.Stations.Count]).DistinctBy(s => s.Order)];

    private List<Step> Rounds(IReadOnlyList<Station> stations, int metres, double dose)
    {
        List<Step> steps = [];
        foreach (var station in stations)
        {
            if (metres >= 40)
            {
                steps.Add(CompetitionRun.Of(_course, _pacing, _run.Mode, metres, station.Order, _order.Effort < 0.75m ? Intensity.Steady : Intensity.Threshold));
            }

            steps.Add(_stations.Of(station, dose));
        }

        return steps;
    }
}
