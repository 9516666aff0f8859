using NodaTime;
using Platform.Contracts.PlanGeneration;

namespace Platform.Tests.Soak;

/// <param name="Zone">As the athlete gave it; <see cref="Nowhere"/> names none.</param>
internal sealed record Profile(string Zone, bool Paused, LocalDate? Start, IReadOnlySet<IsoDayOfWeek> Days)
{
    public const string Nowhere = "Mars/Olympus";

    public DateTimeZone? Clock => Zone switch
    {
        Nowhere => null,
        ['+' or '-', ..] => DateTimeZone.ForOffset(NodaTime.Text.OffsetPattern.CreateWithInvariantCulture("+HH:mm").Parse(Zone).Value),
        _ => DateTimeZoneProviders.Tzdb[Zone],
    };

    public bool IsAs(Profile other) => (this with { Days = other.Days }) == other && Days.SetEquals(other.Days);

    public bool IsDue(SoakTask task, LocalDate date) =>
        !Paused && Start <= date && (!task.TrainingDaysOnly || Days.Contains(date.DayOfWeek));

    public AthleteProfileChanged Message(Guid userId, long version, Instant now) => new(
        userId, version, "Someone", Zone, Start?.ToDateOnly(), Paused, [.. Days.Select(d => (DayOfWeek)((int)d % 7))], null, null, null, now.ToDateTimeOffset());
}

/// <summary>What the soak expects of a task, written down again from the features' list.</summary>
internal sealed record SoakTask(string Name, LocalTime Time, bool TrainingDaysOnly, Duration Grace)
{
    /// <summary>Those of the engines that a scheduler serves by default.</summary>
    public static IReadOnlyList<SoakTask> All { get; } =
    [
        new("regenerate_workout", new(4, 0), false, Duration.FromHours(20)),
        new("drop_training", new(7, 0), true, Duration.FromHours(14)),
        new("log_missed_training", new(22, 0), true, Duration.FromDays(7)),
    ];

    /// <summary>For everyone together, on Sundays.</summary>
    public static IReadOnlyList<SoakTask> Scans { get; } =
        [new("compliance_scan", new(22, 0), true, Duration.FromDays(6)), new("honours_board", new(22, 0), true, Duration.FromDays(6))];
}
