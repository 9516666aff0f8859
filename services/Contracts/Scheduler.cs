namespace Platform.Contracts.Scheduler;

/// <summary>
/// A task is due for a batch of people. Consumers take the business date from here, never from their clock, do the
/// work for each person at most once a <see cref="LocalDate"/>, and answer with <see cref="EngineRunReported"/>.
/// </summary>
/// <param name="Task">A name of <see cref="Tasks"/>: what is to be done.</param>
/// <param name="Engine">A name of <see cref="Engines"/>: who is to do it.</param>
/// <param name="RunId">Identifies this batch; a retry has an id of its own.</param>
/// <param name="LocalDate">The date on each person's own calendar.</param>
/// <param name="DueAt">The instant it was due, which may lie in the past (an outage) or, in a simulation, ahead.</param>
/// <param name="Attempt">1, and one more with each retry.</param>
/// <param name="UserIds">At most 500; empty for a global scan.</param>
public sealed record EngineDue(
    string Task, string Engine, Guid RunId, DateOnly LocalDate, DateTimeOffset DueAt, int Attempt, IReadOnlyList<Guid> UserIds);

/// <summary>An engine's answer for some or all people of a run; several answers may come for one run.</summary>
/// <param name="CompletedGlobally">True where the run was a global scan and is done.</param>
/// <param name="DeferredUntil">
/// Some people of the run wait on purpose until then, for the end of their quiet hours or of a rate limit: not answering
/// before is no silence.
/// </param>
public sealed record EngineRunReported(
    Guid RunId, string Engine, DateOnly LocalDate, IReadOnlyList<Guid> Completed, IReadOnlyList<EngineRunFailure> Failed,
    bool CompletedGlobally = false, DateTimeOffset? DeferredUntil = null);

/// <param name="Reason">For an operator; holds no personal content.</param>
/// <param name="Retryable">False where trying again cannot help: an alert is raised at once.</param>
public sealed record EngineRunFailure(Guid UserId, string Reason, bool Retryable = true);

/// <summary>Asks for an operator's or coach's attention to one person's set-up. Raised again, it stays one card while open.</summary>
/// <param name="Kind">One of <see cref="JobCardKinds"/>.</param>
/// <param name="Subject">What it is about, such as the zone that is invalid; (user, kind, subject) is one card.</param>
public sealed record RaiseJobCard(Guid UserId, string Kind, string Subject, string Detail, DateTimeOffset RaisedAt);

public static class JobCardKinds
{
    public const string InvalidTimeZone = "invalid_time_zone";
    public const string MissingBlock = "missing_block";
    public const string InvalidBlock = "invalid_block";

    /// <summary>A channel that an athlete chose cannot reach them; the subject is the channel.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>A meal or cardio template cannot be used; the subject is the engine. The plain default is sent meanwhile.</summary>
    public const string InvalidTemplate = "invalid_template";
}

public static class Engines
{
    public const string Regenerate = "regenerate";
    public const string CheckInAnalyzer = "checkin_analyzer";
    public const string MealDelivery = "meal_delivery";
    public const string CardioRegiment = "cardio_regiment";
    public const string TrainingDispatcher = "training_dispatcher";
    public const string ComplianceScan = "compliance_scan";
    public const string HonoursBoard = "honours_board";
}

/// <summary>What can be due. When, is the Scheduler's task table.</summary>
public static class Tasks
{
    public const string RegenerateWorkout = "regenerate_workout";
    public const string DropCheckIn = "drop_checkin";
    public const string DropMeals = "drop_meals";
    public const string DropCardio = "drop_cardio";
    public const string DropTraining = "drop_training";
    public const string LogMissedCheckIn = "log_missed_checkin";
    public const string LogMissedMeals = "log_missed_meals";
    public const string LogMissedTraining = "log_missed_training";
    public const string LogMissedCardio = "log_missed_cardio";
    public const string ComplianceScan = "compliance_scan";
    public const string HonoursBoard = "honours_board";
}
