using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Data;

/// <summary>
/// <see cref="Client.IsDue"/> in SQL, over a row of <c>clients c</c>, so that a wave reads nobody it does not send.
/// Parameters: <c>@LocalDate</c>, <c>@TrainingDaysOnly</c>, <c>@DayBit</c>.
/// </summary>
internal static class ActiveClients
{
    public const string Condition =
        "c.zone IS NOT NULL AND NOT c.paused AND c.start_date <= @LocalDate AND (NOT @TrainingDaysOnly OR (c.schedule_days & @DayBit) <> 0)";
}
