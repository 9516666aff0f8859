using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Generation;

/// <summary>
/// What the workouts of one date are made from: a race plan's day, else the assigned block, else the coach, else the default
/// block. Read for all people of a batch with one statement each.
/// </summary>
internal sealed class DaySources
{
    private readonly Dictionary<Guid, ActiveDayRow> _planned;
    private readonly Trainees? _trainees;
    private readonly RecentTrainings? _recent;
    private readonly DateOnly _date;

    private DaySources(
        Dictionary<Guid, ActiveDayRow> planned, Trainees? trainees, RecentTrainings? recent, DateOnly date) =>
        (_planned, _trainees, _recent, _date) = (planned, trainees, recent, date);

    /// <param name="athletes">Who neither pauses nor has yet to begin.</param>
    public static async Task<DaySources> LoadAsync(Work work, IReadOnlyList<AthleteRow> athletes, DateOnly date, CancellationToken ct)
    {
        var planned = await Plans.ActiveDayAsync(work, [.. athletes.Select(a => a.UserId)], date, ct);
        var withCoach = athletes.Where(a => planned.ContainsKey(a.UserId) || (a.BlockId is null && a.Calendar.On(date) == DayStatus.Training)).Select(a => a.UserId).ToArray();
        var trainees = withCoach.Length == 0 ? null : await Trainees.LoadAsync(work, withCoach, date, ct);
        var recent = trainees is { Users.Count: > 0 } ? await RecentTrainings.LoadAsync(work, trainees.Users, date, ct) : null;
        return new(planned, trainees, recent, date);
    }

    /// <summary>
    /// Whether a workout is due: where a plan has the date, the plan says so, on days that are not the athlete's own for a
    /// race alone.
    /// </summary>
    public bool IsDue(AthleteRow athlete)
    {
        var status = athlete.Calendar.On(_date);
        return _planned.TryGetValue(athlete.UserId, out var day)
            ? day.Session is not null && (status == DayStatus.Training || PlanJson.ReadSession(day.Session).Kind == SessionKind.Race)
            : status == DayStatus.Training;
    }

    /// <returns>Null where a block is to be trained.</returns>
    public WorkoutDraft? Draft(AthleteRow athlete)
    {
        var trainee = _trainees?.Find(athlete.UserId);
        if (_planned.TryGetValue(athlete.UserId, out var day))
        {
            var planned = PlanJson.ReadSession(day.Session!);
            var made = trainee is null ? new(planned, planned.Title, [planned.Purpose]) : DaySessions.Planned(planned, OrderOf(athlete.UserId, trainee));
            return OfPlan(athlete.UserId, day, made);
        }

        return trainee is null || athlete.BlockId is not null
            ? null
            : OfCoach(athlete.UserId, DaySessions.Coached(Coaches.For(trainee.Profile.Disciplines), OrderOf(athlete.UserId, trainee)));
    }

    public static WorkoutDraft OfPlan(Guid userId, ActiveDayRow day, DaySession made) =>
        Of(userId, day.PlanId, day.Name, (7 * day.WeekIndex) + day.DayIndex, WorkoutSources.Plan, made);

    public static WorkoutDraft OfCoach(Guid userId, DaySession made) =>
        Of(userId, CoachPrograms.IdOf(made.Session.Coach), CoachPrograms.NameOf(made.Session.Coach), 0, WorkoutSources.Coach, made);

    /// <summary>The same for an athlete from day to day, so that what a coach leaves to chance stays.</summary>
    public static int SeedOf(Guid userId) => Seeds.Of(BitConverter.ToInt32(userId.ToByteArray(), 12), 0);

    private static WorkoutDraft Of(Guid userId, Guid program, string name, int index, string source, DaySession made)
    {
        var lines = WorkoutLines.Numbered(made.Session);
        return new(Guid.CreateVersion7(), userId, program, index, source, new(name, made.Session.Title, [.. lines.Select(l => l.Line)]))
        {
            Session = made.Session,
            Memory = SessionMemory.Of(made.Session, made.Focus, lines),
            Reasoning = made.Reasoning,
        };
    }

    private DayOrder OrderOf(Guid userId, Trainee trainee)
    {
        var recent = _recent![userId];
        return new(
            recent.Update(trainee), _date, trainee.MinutesOn(_date.DayOfWeek), null, recent.Readiness, recent.Recent, null, SeedOf(userId));
    }
}
