using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Planning;

internal enum Phase
{
    Base,
    Build,
    Peak,
    Taper,
    RaceWeek,
}

/// <summary>How training is varied over the weeks.</summary>
internal enum Periodisation
{
    Linear,
    Undulating,
    DailyUndulating,
    Conjugate,
    Block,
}

/// <summary>What a plan is for: a race, or a goal without one.</summary>
/// <param name="Coach">Who writes it.</param>
/// <param name="Sport">Of <see cref="Catalogue.Disciplines"/>.</param>
/// <param name="Format">A race format's id, such as <c>marathon</c> or <c>hyrox</c>; null without a race.</param>
/// <param name="RaceDate">Null without a race.</param>
/// <param name="DistanceM">Of the race, where it is one of distance.</param>
/// <param name="GoalSeconds">The time aimed at; null: to finish well.</param>
/// <param name="Goal">Without a race: what for, such as <c>strength</c>, <c>hypertrophy</c>, <c>endurance</c>, <c>general</c>.</param>
/// <param name="Division">Of a race that has divisions, such as HYROX's <c>men_open</c>.</param>
internal sealed record PlanTarget(
    Specialisation Coach, string Sport, string? Format, DateOnly? RaceDate, int? DistanceM, int? GoalSeconds, string? Goal, string? Division,
    Periodisation Periodisation);

/// <summary>Where in a plan a week stands.</summary>
/// <param name="Index">Zero-based.</param>
/// <param name="Of">Weeks in the plan.</param>
/// <param name="Phase">Of the week.</param>
/// <param name="InPhase">Zero-based within its phase.</param>
/// <param name="PhaseWeeks">Weeks of that phase.</param>
/// <param name="Recovery">True where volume is cut back on purpose.</param>
internal sealed record PlanWeek(int Index, int Of, Phase Phase, int InPhase, int PhaseWeeks, bool Recovery);

/// <summary>A day of a plan. Every day of every week is there; without a session it is a rest day.</summary>
/// <param name="DayIndex">0 is Monday.</param>
internal sealed record PlannedDay(DateOnly Date, int WeekIndex, int DayIndex, Phase Phase, Session? Session);

/// <summary>A whole plan, from the Monday of its first week.</summary>
/// <param name="Name">Such as <c>Marathon in 16 weeks</c>.</param>
/// <param name="Seed">The same inputs with the same seed are the same plan.</param>
internal sealed record Plan(
    string Name, PlanTarget Target, DateOnly StartDate, int Seed, IReadOnlyList<PlanWeek> Weeks, IReadOnlyList<PlannedDay> Days);
