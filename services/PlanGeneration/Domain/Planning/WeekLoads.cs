using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>The loads of the weeks so far, and what the next week may come to: the bound of the rule <c>weekly_change</c>.</summary>
internal sealed class WeekLoads
{
    /// <summary>A week's load is at most this much of the highest of the three weeks before.</summary>
    public const double MostChange = 1.25;
    public const int WeeksBack = 3;

    /// <summary>Of so little, twice as much is not much: four half-hours of easy movement.</summary>
    public const double SmallLoad = 360;

    private readonly List<(double Load, int Sessions)> _weeks = [];

    /// <summary>Foster's loads of all sessions but a race.</summary>
    public static double Of(IEnumerable<Session?> week)
    {
        var load = 0.0;
        foreach (var session in week)
        {
            load += session is null || session.Kind == SessionKind.Race ? 0 : session.Totals.Load;
        }

        return load;
    }

    /// <summary>Main minutes of all sessions but a race.</summary>
    public static int MainOf(IEnumerable<Session?> week)
    {
        var minutes = 0;
        foreach (var session in week)
        {
            minutes += session is null || session.Kind == SessionKind.Race ? 0 : session.Totals.MainMinutes;
        }

        return minutes;
    }

    /// <summary>Sessions but a race.</summary>
    public static int SessionsOf(IEnumerable<Session?> week) => week.Count(s => s is not null && s.Kind != SessionKind.Race);

    public void Add(double load, int sessions) => _weeks.Add((load, sessions));

    /// <summary>Takes the last weeks back.</summary>
    public void Forget(int weeks) => _weeks.RemoveRange(_weeks.Count - weeks, weeks);

    /// <summary>
    /// What the next week may come to. A first week that began late says nothing about what is usual: where it has fewer
    /// sessions than the second, the second is bound by nothing.
    /// </summary>
    /// <param name="sessions">Of the next week.</param>
    public double Most(int sessions)
    {
        if (_weeks.Count == 0 || (_weeks.Count == 1 && _weeks[0].Sessions < sessions))
        {
            return double.PositiveInfinity;
        }

        var highest = SmallLoad;
        for (var i = Math.Max(0, _weeks.Count - WeeksBack); i < _weeks.Count; i++)
        {
            highest = Math.Max(highest, _weeks[i].Load);
        }

        return highest * MostChange;
    }
}
