using NodaTime;
using Platform.Contracts.Scheduler;

namespace Platform.Tests.Soak;

/// <summary>
/// Decides how an engine answers: mostly that the work is done. The lot of each attempt at each run follows from the seed,
/// so it does not hang on who came first.
/// </summary>
internal sealed class EngineMoods(int seed)
{
    private readonly Random _chance = new(seed);

    /// <summary>From now on everything succeeds, and at once.</summary>
    public bool Kind { get; set; }

    /// <returns>The reports to a message, and how long each is held back.</returns>
    public IEnumerable<(Answer Answer, Duration HeldFor)> Answers(EngineDue due, Func<RunKey, Heard> runs)
    {
        if (due.UserIds.Count == 0)
        {
            runs(new(Guid.Empty, due.Task, LocalDate.FromDateOnly(due.LocalDate))).Done = true;
            return [(Fresh(Report(due) with { CompletedGlobally = true }), Duration.Zero)];
        }

        List<Guid> done = [], doneAfterAll = [];
        List<EngineRunFailure> failed = [];
        foreach (var user in due.UserIds)
        {
            var key = new RunKey(user, due.Task, LocalDate.FromDateOnly(due.LocalDate));
            Decide(key, due.Attempt, runs(key), done, failed, doneAfterAll);
        }

        return Spread(due, done, failed, doneAfterAll);
    }

    private void Decide(RunKey key, int attempt, Heard run, List<Guid> done, List<EngineRunFailure> failed, List<Guid> doneAfterAll)
    {
        var lot = Lot(key, attempt);
        // Who has failed once is likely to fail again.
        var (fails, hopeless, silent, afterAll) = attempt == 1 ? (0.02, 0.023, 0.025, 0.03) : (0.5, 0.53, 0.54, 0.56);
        if (Kind || lot >= afterAll)
        {
            run.Done = true;
            done.Add(key.UserId);
        }
        else if (lot < fails)
        {
            run.Failures++;
            failed.Add(new(key.UserId, "No answer from the model."));
        }
        else if (lot < hopeless)
        {
            (run.Failures, run.Hopeless) = (run.Failures + 1, true);
            failed.Add(new(key.UserId, "There is no such channel.", Retryable: false));
        }
        else if (lot < silent)
        {
            run.Silences++;
        }
        else
        {
            // It said that it failed, and the work is there all the same.
            (run.Failures, run.Done) = (run.Failures + 1, true);
            failed.Add(new(key.UserId, "The answer was lost."));
            doneAfterAll.Add(key.UserId);
        }
    }

    private IEnumerable<(Answer Answer, Duration HeldFor)> Spread(EngineDue due, List<Guid> done, List<EngineRunFailure> failed, List<Guid> doneAfterAll)
    {
        var mood = Kind ? 0.5 : _chance.NextDouble();
        var heldFor = mood < 0.04 ? Duration.FromMinutes(_chance.Next(1, 30 * 60)) : Duration.Zero;
        List<Answer> reports = mood > 0.9 && done.Count > 1
            ? [Fresh(Report(due) with { Completed = done[..1] }), Fresh(Report(due) with { Completed = done[1..], Failed = failed })]
            : [Fresh(Report(due) with { Completed = done, Failed = failed })];
        foreach (var report in reports)
        {
            yield return (report, heldFor);
        }

        if (mood is > 0.8 and < 0.84)
        {
            // The same message again, as after a crash between publish and delete.
            yield return (reports[0], Duration.FromMinutes(_chance.Next(0, 90)));
        }
        else if (mood is > 0.84 and < 0.88)
        {
            yield return (Fresh(reports[0].Report), Duration.FromMinutes(_chance.Next(0, 90)));
        }
        else if (mood is > 0.88 and < 0.885)
        {
            // Of a run that nobody sent.
            yield return (Fresh(reports[0].Report with { RunId = Guid.CreateVersion7() }), Duration.Zero);
        }

        if (doneAfterAll.Count > 0)
        {
            yield return (Fresh(Report(due) with { Completed = doneAfterAll }), Duration.FromMinutes(_chance.Next(1, 36 * 60)));
        }
    }

    private static Answer Fresh(EngineRunReported report) => new(Guid.CreateVersion7(), report);

    private static EngineRunReported Report(EngineDue due) => new(due.RunId, due.Engine, due.LocalDate, [], []);

    /// <returns>From 0 to 1, the same in every process.</returns>
    private double Lot(RunKey key, int attempt)
    {
        var mixed = Mix((ulong)seed);
        foreach (var part in (ulong[])[BitConverter.ToUInt64(key.UserId.ToByteArray(), 8), (ulong)key.Task.Sum(c => c), (ulong)key.Date.DayOfYear, (ulong)attempt])
        {
            mixed = Mix(mixed ^ part);
        }

        return mixed / (double)ulong.MaxValue;
    }

    // The finishing steps of SplitMix64.
    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits = (bits + 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
            bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
            return bits ^ (bits >> 31);
        }
    }
}
