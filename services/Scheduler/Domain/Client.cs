namespace Platform.Scheduler.Domain;

internal enum ClientState
{
    Active,
    Paused,
    NotStarted,
    NoStartDate,
    InvalidZone,
}

/// <summary>What the scheduler knows of a person: a row of <c>clients</c>.</summary>
internal sealed record Client
{
    public Guid UserId { get; init; }

    /// <summary>As the profile has it.</summary>
    public string ZoneText { get; init; } = "";

    /// <summary>The key of the zone; null where the text names none.</summary>
    public string? Zone { get; init; }

    public DateOnly? StartDate { get; init; }

    public bool Paused { get; init; }

    /// <summary>Bit n is set where the day of the week n, Sunday being 0, is a training day.</summary>
    public short ScheduleDays { get; init; }

    /// <summary>The bits of the tasks for which the client has an hour of their own, or none.</summary>
    public int OwnTasks { get; init; }

    /// <summary>
    /// Whether anything is due for the client on a local date. <see cref="Data.ActiveClients"/> says the same in SQL;
    /// a test holds the two together.
    /// </summary>
    public ClientState StateOn(DateOnly localDate) => this switch
    {
        { Zone: null } => ClientState.InvalidZone,
        { Paused: true } => ClientState.Paused,
        { StartDate: null } => ClientState.NoStartDate,
        _ when StartDate > localDate => ClientState.NotStarted,
        _ => ClientState.Active,
    };

    public bool TrainsOn(DateOnly localDate) => (ScheduleDays & WeekDays.Bit(localDate.DayOfWeek)) != 0;

    public bool IsDue(TaskDefinition task, DateOnly localDate) =>
        StateOn(localDate) == ClientState.Active && (!task.TrainingDaysOnly || TrainsOn(localDate));

    /// <summary>The state in a sentence for the person and for operators.</summary>
    public string Explain(ClientState state) => state switch
    {
        ClientState.Active => "Active: every task is dispatched at its local time.",
        ClientState.Paused => "Paused: nothing is sent until the pause is lifted.",
        ClientState.NotStarted => $"Not started: the first day is {StartDate:yyyy-MM-dd}, nothing is sent before it.",
        ClientState.NoStartDate => "Not started: the profile has no start date; set one to begin.",
        ClientState.InvalidZone =>
            $"The time zone '{ZoneText}' is not known, so no local time can be told; set an IANA zone such as Europe/Paris or an offset such as +05:45.",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

internal static class WeekDays
{
    public const short All = 127;

    public static int Bit(DayOfWeek day) => 1 << (int)day;

    public static short Mask(IEnumerable<DayOfWeek> days) => (short)days.Aggregate(0, (mask, day) => mask | Bit(day));

    public static IReadOnlyList<DayOfWeek> In(short mask) => [.. Enum.GetValues<DayOfWeek>().Where(day => (mask & Bit(day)) != 0)];
}
