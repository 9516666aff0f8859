using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching;

/// <summary>A week that a coach is to fill.</summary>
/// <param name="Days">The open days, in order, with the most minutes each takes. Race day is among them.</param>
/// <param name="MainMinutes">Main minutes that the week aims at, race not counted; ramped, cut back and tapered by the planner.</param>
/// <param name="PeakMainMinutes">The same of the plan's biggest week: what the taper is measured against.</param>
/// <param name="Seed">The plan's, the same in every week, so that what is chosen by it stays; <see cref="Seeds"/> makes others of it.</param>
internal sealed record WeekOrder(
    Trainee Trainee, PlanTarget Target, PlanWeek Week, IReadOnlyList<OpenDay> Days, int MainMinutes, int PeakMainMinutes, int Seed);

internal sealed record OpenDay(DateOnly Date, int Minutes);

/// <summary>One session that a coach is to build.</summary>
/// <param name="Focus">What of the kind: a coach's own word, such as <c>lower</c>, <c>upper</c>, <c>vo2max</c>, <c>sled</c>; empty where there is one way only.</param>
/// <param name="Minutes">The most the session may take, warm-up and cool-down included.</param>
/// <param name="MainMinutes">What its main parts aim at.</param>
/// <param name="Effort">1 as planned; below it loads and intensities are eased (deload, low readiness, little energy).</param>
/// <param name="Week">Null for a day outside a plan.</param>
/// <param name="Target">What is trained for; null outside a plan.</param>
internal sealed record SessionOrder(
    Trainee Trainee, DateOnly Date, SessionKind Kind, string Sport, string Focus, int Minutes, int MainMinutes, decimal Effort,
    PlanWeek? Week, PlanTarget? Target, int Seed);

/// <summary>A day outside a plan, or one that is adapted: what the athlete said in step 1 and what was trained lately.</summary>
/// <param name="Minutes">The most the session may take.</param>
/// <param name="Energy">1 to 10; null: not told.</param>
/// <param name="Readiness">Null: unknown.</param>
/// <param name="Recent">Sessions of the last 14 days, newest first.</param>
/// <param name="Planned">The kind that a plan has for the day, if there is one.</param>
internal sealed record DayOrder(
    Trainee Trainee, DateOnly Date, int Minutes, int? Energy, Readiness? Readiness, IReadOnlyList<RecentSession> Recent,
    SessionKind? Planned, int Seed);

/// <summary>What is remembered of a session: what it was, not how it was written.</summary>
/// <param name="Failed">True where the athlete could not finish it as prescribed.</param>
internal sealed record RecentSession(DateOnly Date, SessionKind Kind, string Sport, string Focus, decimal TargetRpe, int Minutes, bool Failed);
