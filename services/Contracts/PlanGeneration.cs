namespace Platform.Contracts.PlanGeneration;

/// <summary>
/// The plan that an athlete follows from now on, or what has become of it. The latest <see cref="AssignedAt"/> counts, and
/// of one assignment the latest version.
/// </summary>
/// <param name="Format">The race format, such as <c>marathon</c>; null for a goal without a race.</param>
/// <param name="StartDate">The Monday of the first week.</param>
public sealed record TrainingPlanActivated(
    Guid UserId, Guid PlanId, long Version, string Name, string? Format, DateOnly? RaceDate, DateOnly StartDate, int Weeks,
    DateTimeOffset AssignedAt);

/// <summary>The full state of one training that was done, beside what was planned for it. A later version replaces an earlier one.</summary>
/// <param name="ExecutedId">Of the entry; an entry that is taken back never comes back under its id.</param>
/// <param name="LocalDate">The date on which it was trained, on the athlete's calendar.</param>
/// <param name="PlanId">With week and day: the planned day that it stands at; null where it was not planned.</param>
/// <param name="WeekIndex">Zero-based.</param>
/// <param name="DayIndex">0 is Monday.</param>
/// <param name="ActivityId">The wearable's activity, where there is one: it and this are the same training.</param>
/// <param name="Sport">A name as <c>ActivitySynced</c> has it.</param>
/// <param name="Minutes">What was trained; null: not known, never zero. The same holds for each figure.</param>
/// <param name="Rpe">Of the whole session, 1 to 10, as the athlete felt it.</param>
/// <param name="Load">Foster's: RPE × minutes; null without either.</param>
/// <param name="PlannedLoad">Foster's, of the session as it was prescribed.</param>
/// <param name="CompliancePercent">How near what could be compared came to what was planned: 100 is as planned; null where nothing could.</param>
/// <param name="Removed">True where the entry is gone: deleted by the athlete, or at the provider.</param>
public sealed record TrainingDayExecuted(
    Guid UserId, Guid ExecutedId, long Version, DateOnly LocalDate, Guid? PlanId, int? WeekIndex, int? DayIndex, Guid? ActivityId,
    string Sport, DateTimeOffset? StartedAt, decimal? Minutes, int? DistanceM, int? AverageHeartRate, decimal? Rpe, int? Load,
    int? PlannedMinutes, int? PlannedDistanceM, int? PlannedLoad, int? CompliancePercent, bool Removed, DateTimeOffset ChangedAt);

/// <summary>The full state of an athlete's profile. A consumer ignores a version it has seen, or an older one.</summary>
/// <param name="TimeZone">As the athlete gave it: an IANA id or a fixed offset such as <c>+05:45</c>; may be invalid.</param>
/// <param name="StartDate">The first local date on which anything is sent; null: not decided, so not started.</param>
/// <param name="ScheduleDays">The training days of the week.</param>
/// <param name="BlockId">The assigned training block, if any.</param>
/// <param name="DiscordUserId">Snowflake of the athlete's Discord account, if known.</param>
/// <param name="DiscordChannelId">Snowflake of the channel to post to; null: a direct message.</param>
/// <param name="Physiology">Null where the athlete has no training profile.</param>
public sealed record AthleteProfileChanged(
    Guid UserId, long Version, string DisplayName, string TimeZone, DateOnly? StartDate, bool Paused,
    IReadOnlyList<DayOfWeek> ScheduleDays, Guid? BlockId, string? DiscordUserId, string? DiscordChannelId, DateTimeOffset ChangedAt,
    AthletePhysiology? Physiology = null);

/// <summary>What formulas over an athlete's body need. What is null is not known; nothing in it is estimated.</summary>
/// <param name="Sex"><c>female</c> or <c>male</c>.</param>
/// <param name="MaxHeartRate">Beats per minute, as measured; without it 220 − age is usual.</param>
/// <param name="RestingHeartRate">Beats per minute.</param>
/// <param name="ThresholdHeartRate">Beats per minute at the lactate threshold.</param>
public sealed record AthletePhysiology(
    string? Sex, DateOnly? BirthDate, decimal? WeightKg, int? MaxHeartRate, int? RestingHeartRate, int? ThresholdHeartRate);

/// <summary>The whole workout of one athlete's local date. A later version replaces an earlier one.</summary>
/// <param name="BlockId">What it was made from: a training block, a training plan, or the program of a coach.</param>
/// <param name="DayIndex">Zero-based day within it; of a block it advances only on training days.</param>
/// <param name="Source"><c>block</c>, <c>plan</c> or <c>coach</c>.</param>
/// <param name="Purpose">A sentence of the coach to the athlete: why this, today.</param>
public sealed record DailyWorkoutReady(
    Guid UserId, DateOnly LocalDate, long Version, Guid WorkoutId, Guid BlockId, string BlockName, int DayIndex, string DayName,
    string Source, IReadOnlyList<WorkoutExercise> Exercises, DateTimeOffset GeneratedAt, string? Purpose = null);

/// <param name="ExerciseId">A slug of <c>a-z 0-9 -</c>, at most 60 characters, unique within the workout.</param>
/// <param name="Reps">What the coach prescribes for each set, such as <c>5</c> or <c>8-10</c>; of a stretch of continuous work, how long.</param>
/// <param name="RestSeconds">The coach's rest between sets; 0: none.</param>
/// <param name="LoadKg">The load of each set, where there is one.</param>
/// <param name="Rpe">How hard a set is to feel, 1 to 10.</param>
/// <param name="Note">The coach's remark, such as a pace.</param>
/// <param name="AsksTopSet">False where there is no top set to log, such as for a run.</param>
public sealed record WorkoutExercise(
    int Position, string ExerciseId, string Name, int Sets, string Reps, int RestSeconds,
    decimal? LoadKg = null, decimal? Rpe = null, string? Note = null, bool AsksTopSet = true);

/// <summary>
/// Asks that a profile be changed as its athlete asked elsewhere, such as in Discord. What is null stays as it is. The
/// athlete was recognised by who sends this.
/// </summary>
/// <param name="TimeZone">An IANA id or a fixed offset such as <c>+05:45</c>.</param>
/// <param name="DiscordUserId">Snowflake of an account that the athlete has proven to be theirs.</param>
/// <param name="AskedAt">Of two that change the same thing the later one holds, whichever comes first.</param>
public sealed record ChangeAthleteProfile(
    Guid UserId, bool? Paused, string? TimeZone, string? DiscordUserId, DateTimeOffset AskedAt);
