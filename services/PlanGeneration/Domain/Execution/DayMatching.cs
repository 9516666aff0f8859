using System.Globalization;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Execution;

/// <summary>Why an executed day stands at a planned day, or at none.</summary>
internal enum MatchRule
{
    /// <summary>By itself: the sport of the session on that date.</summary>
    SameSport,

    /// <summary>By itself: a sport that the session holds, or that it is commonly recorded as.</summary>
    RelatedSport,

    /// <summary>The athlete said so when entering it.</summary>
    Entered,

    /// <summary>The athlete linked it.</summary>
    Linked,
    NoPlan,
    RestDay,
    OtherSport,
    TooShort,
    AnotherFitsBetter,
    DayTaken,

    /// <summary>The athlete took the link away; it does not come back by itself.</summary>
    Unlinked,

    /// <summary>The athlete said that it was not planned.</summary>
    NotPlanned,
}

internal static class MatchRules
{
    public static bool IsAtPlannedDay(this MatchRule rule) => rule is MatchRule.SameSport or MatchRule.RelatedSport or MatchRule.Entered or MatchRule.Linked;

    /// <summary>True where the athlete decided: nothing changes it but the athlete.</summary>
    public static bool IsAthletes(this MatchRule rule) => rule is MatchRule.Entered or MatchRule.Linked or MatchRule.Unlinked or MatchRule.NotPlanned;
}

/// <param name="Reason">A sentence for the athlete.</param>
internal sealed record Match(MatchRule Rule, string Reason);

/// <summary>What matching looks at of a training that was done.</summary>
internal sealed record Candidate(Guid Id, string Sport, int? DurationSeconds, DateTimeOffset? StartedAt);

/// <summary>
/// Which of a date's trainings was the planned one. The answer does not depend on the order in which they arrived: the
/// whole day is looked at whenever something of it changes.
/// </summary>
internal static class DayMatching
{
    /// <summary>Less of the planned time than this was something else, such as the way to the start.</summary>
    public const double LeastShare = 0.25;

    /// <param name="hasPlan">False where no plan that is followed has the date.</param>
    /// <param name="planned">The date's session; null: rest.</param>
    /// <param name="taken">True where the athlete has given the planned day to another training.</param>
    /// <param name="candidates">Those of the date that the athlete has not decided about.</param>
    /// <returns>For each candidate; at most one of them is at the planned day.</returns>
    public static IReadOnlyDictionary<Guid, Match> Assign(bool hasPlan, Session? planned, bool taken, IReadOnlyList<Candidate> candidates)
    {
        if (!hasPlan)
        {
            return All(candidates, MatchRule.NoPlan, "No plan that you follow has this date.");
        }

        if (planned is null)
        {
            return All(candidates, MatchRule.RestDay, "Your plan has rest on this date.");
        }

        if (taken)
        {
            return candidates.ToDictionary(c => c.Id, _ => Taken(planned));
        }

        var fits = candidates.Select(c => (Candidate: c, Fit: SportFamilies.Fit(planned, c.Sport))).ToList();
        var best = fits.Where(f => f.Fit != SportFit.Other && !IsTooShort(planned, f.Candidate))
            .OrderBy(f => f.Fit).ThenBy(f => Distance(planned, f.Candidate))
            .ThenBy(f => f.Candidate.StartedAt ?? DateTimeOffset.MaxValue).ThenBy(f => f.Candidate.Id)
            .Select(f => f.Candidate.Id).Cast<Guid?>().FirstOrDefault();
        return fits.ToDictionary(f => f.Candidate.Id, f => Explain(planned, f.Candidate, f.Fit, f.Candidate.Id == best));
    }

    public static Match Taken(Session planned) => new(MatchRule.DayTaken, $"You have given the planned {Quoted(planned)} to another training.");

    private static Match Explain(Session planned, Candidate done, SportFit fit, bool best) => fit switch
    {
        SportFit.Other => new(MatchRule.OtherSport, $"{Spoken(done.Sport)} is not what {Quoted(planned)} asks for ({Spoken(planned.Sport)})."),
        _ when IsTooShort(planned, done) => new(
            MatchRule.TooShort, $"{Minutes(done)} are less than a quarter of the {planned.Totals.Minutes} min planned for {Quoted(planned)}."),
        _ when !best => new(MatchRule.AnotherFitsBetter, $"Another training of the date fits {Quoted(planned)} better by sport and duration."),
        SportFit.Same => new(MatchRule.SameSport, $"{Spoken(done.Sport)} on the date of {Quoted(planned)}{Compared(planned, done)}."),
        _ => new(MatchRule.RelatedSport, $"{Spoken(done.Sport)} goes with {Quoted(planned)} ({Spoken(planned.Sport)}) on its date{Compared(planned, done)}."),
    };

    private static Dictionary<Guid, Match> All(IReadOnlyList<Candidate> candidates, MatchRule rule, string reason) =>
        candidates.ToDictionary(c => c.Id, _ => new Match(rule, reason));

    private static bool IsTooShort(Session planned, Candidate done) =>
        done.DurationSeconds is { } seconds && seconds < planned.Totals.Minutes * 60 * LeastShare;

    // Twice as long is as far off as half as long.
    private static double Distance(Session planned, Candidate done) =>
        done.DurationSeconds is { } seconds and > 0 && planned.Totals.Minutes > 0
            ? Math.Abs(Math.Log(seconds / (planned.Totals.Minutes * 60.0)))
            : double.MaxValue;

    private static string Compared(Session planned, Candidate done) =>
        done.DurationSeconds is null ? "" : $": {Minutes(done)} of {planned.Totals.Minutes} min";

    private static string Minutes(Candidate done) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round((done.DurationSeconds ?? 0) / 60.0, MidpointRounding.AwayFromZero)} min");

    private static string Quoted(Session planned) => $"“{planned.Title}”";

    private static string Spoken(string sport) =>
        sport.Length == 0 ? "A training" : string.Concat(sport[..1].ToUpperInvariant(), sport[1..].Replace('_', ' '));
}
