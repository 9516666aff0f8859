using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>Builds every endurance session but the race: warm-up, the work of its kind, easy running for the rest, cool-down.</summary>
internal sealed class EnduranceSessions
{
    private readonly SessionOrder _order;
    private readonly Pacing _pacing;
    private readonly string _mode;
    private readonly HardWork _work;
    private readonly Random _random;
    private readonly SessionWriting _writing;
    private readonly double _mainSeconds;
    private readonly (int WarmUp, int CoolDown) _frame;

    private EnduranceSessions(SessionOrder order, string wanted)
    {
        _order = order;
        _pacing = Pacing.Of(order.Trainee, order.Target);
        var choice = Modes.For(order.Trainee, wanted);
        _mode = choice.Mode;
        _work = new(_pacing, _mode);
        _random = new(order.Seed);
        _writing = new(Specialisation.Endurance, order.Sport, order.Kind);
        _writing.Note(choice.Note);
        _frame = Framing.Of(order.Kind.IsHard(), order.Minutes);
        _mainSeconds = 60.0 * Math.Max(1, Math.Min(order.MainMinutes, order.Minutes - _frame.WarmUp - _frame.CoolDown));
    }

    /// <param name="order">Of any kind that endurance knows; another is run easily.</param>
    /// <param name="mode">How it is to be done, where the athlete can.</param>
    public static Session Build(SessionOrder order, string mode)
    {
        var session = new EnduranceSessions(order, mode);
        session.Write();
        return session._writing.Done();
    }

    private double WorkSeconds => WorkShare.Of(_order.Kind, _order.Focus, _pacing.Race) * _mainSeconds is var share
        ? Math.Min(share, 60 * WorkShare.Most(_order.Kind, _order.Focus, _pacing.Race)) * (double)Math.Clamp(_order.Effort, 0.4m, 1)
        : 0;

    // Half of the way back to rest there is nothing left to gain from hard work.
    private bool IsEased => _order.Effort < 0.75m;

    private void Write()
    {
        Framing.WarmUp(_writing, _pacing, _mode, _order.Kind.IsHard(), _frame.WarmUp);
        switch (_order.Kind)
        {
            case SessionKind.Recovery when _order.Focus == Focus.ShakeOut:
                WithStrides(Intensity.Recovery, 3, $"Shake-out {Noun}", "Loosen up the day before the race; nothing is gained today, so stay slow but for a few quick steps.");
                break;
            case SessionKind.Recovery:
                Plain(Intensity.Recovery, $"Recovery {Noun}", "Move the blood and recover: slower than feels necessary is right.");
                break;
            case SessionKind.Long:
                Long();
                break;
            case SessionKind.Tempo when _order.Focus == Focus.Cruise:
                Hard(_work.Cruise(_mainSeconds, WorkSeconds, Eased(Intensity.Threshold)), "Cruise intervals", "at threshold",
                    "More time at threshold than in one piece, with rests so short that the effect stays.");
                break;
            case SessionKind.Tempo:
                Tempo();
                break;
            case SessionKind.Intervals when _order.Focus == Focus.Repetitions:
                Hard(_work.Repetitions(_mainSeconds, WorkSeconds, _random), "Repetitions", "fast and relaxed",
                    "Speed and economy: quick, tidy strides with full recovery, never a struggle.");
                break;
            case SessionKind.Intervals:
                Hard(_work.Intervals(_mainSeconds, WorkSeconds, _random, Eased(Intensity.Interval)), "Intervals", "at interval pace",
                    "Raise the ceiling: three to five minutes at a time near VO2max.");
                break;
            case SessionKind.Fartlek:
                Hard(_work.Fartlek(_mainSeconds, WorkSeconds, _random), "Fartlek", "by feel",
                    "Play with speed: fast by feel, easy in between, without a look at the watch.");
                break;
            case SessionKind.RacePace:
                RacePace();
                break;
            case SessionKind.Test:
                Test();
                break;
            default:
                Easy();
                break;
        }

        Framing.CoolDown(_writing, _pacing, _mode, _frame.CoolDown);
        Fuel();
    }

    private string Noun => Modes.Noun(_mode);

    private Intensity Eased(Intensity intensity) => IsEased ? intensity == Intensity.Interval ? Intensity.Threshold : Intensity.Steady : intensity;

    private void Plain(Intensity intensity, string title, string purpose)
    {
        (_writing.Title, _writing.Purpose) = (title, purpose);
        _writing.Add(PartKind.Main, title, _pacing.For(_mode, intensity, (int)_mainSeconds));
    }

    private string Quick => _mode == Modes.Run ? "strides" : "short accelerations";

    private void WithStrides(Intensity intensity, int rounds, string title, string purpose)
    {
        const int Each = 80;
        if (_mainSeconds < (rounds + 1) * Each)
        {
            Plain(intensity, title, purpose);
            return;
        }

        (_writing.Title, _writing.Purpose) = (title, purpose);
        _writing.Add(PartKind.Main, $"{(intensity == Intensity.Easy ? "Easy" : "Gentle")} {Noun}", _pacing.For(_mode, intensity, (int)_mainSeconds - rounds * Each));
        _writing.Add(PartKind.Main, _mode == Modes.Run ? "Strides" : "Short accelerations", rounds, 0,
            [_pacing.For(_mode, Intensity.Repetition, 20, "Build up to fast, relaxed"), _pacing.For(_mode, Intensity.Recovery, Each - 20)]);
    }

    private void Easy()
    {
        if (_order.Focus == Focus.Strides)
        {
            WithStrides(Intensity.Easy, _mainSeconds >= 1200 ? 5 : 3, $"Easy {Noun} with {Quick}", "Aerobic base, and a little speed to keep the legs quick.");
        }
        else
        {
            Plain(Intensity.Easy, $"Easy {Noun}", "Aerobic base: a pace at which you could talk all the way.");
        }

        if (_mode == Modes.Run && _order.Trainee.Spare.Count == 0 && _order.Focus == Focus.Strides)
        {
            _writing.Note("Afterwards, if there is time: a few sets of calf raises, single-leg squats and planks keep runners whole.");
        }
    }

    private void Long()
    {
        var finish = _order.Focus == Focus.RaceFinish && !IsEased ? WorkShare.OfFinish(_order.Week, _pacing.Race) * _mainSeconds : 0;
        finish = Math.Floor(Math.Min(finish, 3000) / 60) * 60;
        if (_order.Focus == Focus.Brick && Modes.For(_order.Trainee, Modes.Run).Mode == Modes.Run && _mainSeconds >= 1800)
        {
            Brick();
        }
        else if (finish >= 480)
        {
            (_writing.Title, _writing.Purpose) = ($"Long {Noun} with a marathon-pace finish", "Endurance, and the rhythm of the race on tired legs.");
            _writing.Add(PartKind.Main, $"Long {Noun}", _pacing.For(_mode, Intensity.Easy, (int)(_mainSeconds - finish)));
            _writing.Add(PartKind.Main, "Finish at marathon pace", _pacing.For(_mode, Intensity.Steady, (int)finish, "Only as fast as you could go on"));
        }
        else
        {
            Plain(Intensity.Easy, $"Long {Noun}", "Endurance: time on your feet at an easy pace, the longest of the week.");
            _writing.Purpose = _mode == Modes.Run ? _writing.Purpose : "Endurance: the longest session of the week, at an easy effort.";
        }
    }

    private void Brick()
    {
        var ride = (int)(_mainSeconds * 0.78 / 60) * 60;
        (_writing.Title, _writing.Purpose) = ("Brick: ride, then run", "Learn to run off the bicycle: the first kilometres feel strange, and pass.");
        _writing.Add(PartKind.Main, $"Long {Noun}", _pacing.For(_mode, Intensity.Easy, ride));
        _writing.Add(PartKind.Main, "Run off the bicycle", _pacing.For(Modes.Run, Intensity.Easy, (int)_mainSeconds - ride, "Change quickly, start with short steps"));
    }

    private void Tempo()
    {
        var work = Math.Max(60, Math.Floor(Math.Min(WorkSeconds, _mainSeconds) / 60) * 60);
        (_writing.Title, _writing.Purpose) = ($"Tempo {Noun}", "Threshold: comfortably hard, in one piece, so that race pace comes to feel slower.");
        _writing.Add(PartKind.Main, "At threshold", _pacing.For(_mode, Eased(Intensity.Threshold), (int)work));
        Rest(work);
    }

    private void RacePace()
    {
        if (_order.Focus == Focus.Sharpener)
        {
            Hard(_work.Of(_mainSeconds, WorkSeconds, _pacing.Race.Zone >= 4 ? Intensity.Race : Intensity.Threshold, 120, 1), "Sharpener", "crisp and controlled",
                "Remind the legs of speed without tiring them: finish wanting more.");
            return;
        }

        var zone = _pacing.Race.Zone;
        var repeats = zone switch
        {
            5 => _work.Intervals(_mainSeconds, WorkSeconds, _random, Intensity.Race),
            4 => _work.Cruise(_mainSeconds, WorkSeconds, Intensity.Race, 90),
            _ => _work.Cruise(_mainSeconds, WorkSeconds, Intensity.Race, 120),
        };
        Hard(repeats, "Race pace", "at goal pace", "Learn the pace of the race until it runs by itself.");
    }

    private void Test()
    {
        var work = Math.Max(180, Math.Floor(Math.Min(WorkSeconds, 1800) / 60) * 60);
        (_writing.Title, _writing.Purpose) = ("Test", "As far as you can in the time, evenly: the result sets the paces of the next weeks.");
        _writing.Add(PartKind.Main, "Test", _pacing.For(_mode, Intensity.Threshold, (int)Math.Min(work, _mainSeconds), "Even effort; write down how far you got"));
        Rest(work);
    }

    private void Hard(Repeats repeats, string name, string how, string purpose)
    {
        (_writing.Title, _writing.Purpose) = ($"{name}: {repeats.Text} {how}", purpose);
        _writing.Add(PartKind.Main, $"{repeats.Text} {how}", repeats.Rounds, 0, repeats.Steps);
        Rest(repeats.Seconds);
    }

    private void Rest(double used)
    {
        if (_mainSeconds - used >= 60)
        {
            _writing.Add(PartKind.Main, $"Easy {Noun} for the rest", _pacing.For(_mode, Intensity.Easy, (int)(_mainSeconds - used)));
        }
    }

    private void Fuel()
    {
        if (_mainSeconds >= 5400)
        {
            _writing.Note("Eat and drink as you mean to in the race: try it today, not then.");
        }

        if (_order.Sport == Disciplines.Swimming && _pacing.SecondsPerKm(_mode, Intensity.Race) is null && _mode == Modes.Swim)
        {
            _writing.Note("Swim by effort: easy is even breathing, threshold is what you could hold for a kilometre or two.");
        }

        if (_order.Effort < 1)
        {
            _writing.Note(IsEased ? "Eased on purpose: hard work is shorter and a step slower today." : "Eased on purpose: there is less hard work today.");
        }
    }
}
