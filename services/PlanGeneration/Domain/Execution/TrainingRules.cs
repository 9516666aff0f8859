using System.Text.RegularExpressions;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Domain.Execution;

/// <summary>A day of a plan by its key.</summary>
/// <param name="WeekIndex">Zero-based.</param>
/// <param name="DayIndex">0 is Monday.</param>
internal sealed record PlannedDayKey(Guid? PlanId, int? WeekIndex, int? DayIndex);

/// <summary>A training as the athlete enters it: by themselves, or an activity of theirs with what it does not know.</summary>
/// <param name="Planned">The planned day it stands at; null: found by date and sport.</param>
/// <param name="Unplanned">True where it is not to be found.</param>
/// <param name="ActivityId">The activity it is; date, sport and figures are the activity's then.</param>
/// <param name="Date"><c>yyyy-MM-dd</c>, on the athlete's calendar.</param>
/// <param name="Sport">snake_case, such as <c>running</c>; null: the planned session's.</param>
/// <param name="Rpe">Of the whole session, 1 to 10.</param>
internal sealed record TrainingInput(
    PlannedDayKey? Planned, bool Unplanned, Guid? ActivityId, string? Date, string? Sport, DateTimeOffset? StartedAt, int? DurationSeconds,
    int? DistanceM, int? AverageHeartRate, decimal? Rpe, string? Notes);

/// <summary>What an athlete may say of a training later. What is left out is not kept from before.</summary>
internal sealed record RemarksInput(decimal? Rpe, string? Notes, long? Version);

/// <param name="Date">Null with an activity.</param>
internal sealed record TrainingDraft(DateOnly? Date, string? Sport, Actual Actual, string? Notes);

internal static partial class TrainingRules
{
    private const int LongestSeconds = 48 * 3600;
    private const int FurthestM = 1_000_000;
    private static readonly DateOnly First = new(2000, 1, 1);

    public static TrainingDraft Read(TrainingInput input, DateOnly today, Faults faults)
    {
        if (input is { Unplanned: true, Planned: not null })
        {
            faults.Add("unplanned", "unplanned and planned contradict each other: give one of them.");
        }

        if (input.Planned is { } key)
        {
            ReadKey(key, "planned.", faults);
        }

        if (input.ActivityId is not null && (input.Date ?? input.Sport) is not null | input.DurationSeconds is not null | input.DistanceM is not null
            | input.AverageHeartRate is not null | input.StartedAt is not null)
        {
            faults.Add("activityId", "With activityId, date, sport and figures are the activity's: leave them out.");
        }

        var (rpe, notes) = Remarks(input.Rpe, input.Notes, faults);
        var date = input.ActivityId is null ? Date(input.Date, today, faults) : null;
        // By its own offset it is the athlete's clock; one written in UTC may show the date before or after.
        if (date is { } on && input.StartedAt is { } started && Math.Abs(DateOnly.FromDateTime(started.DateTime).DayNumber - on.DayNumber) > 1)
        {
            faults.Add("startedAt", $"startedAt lies on {on:yyyy-MM-dd}, the date of the training; leave it out where it is not known.");
        }

        return new(
            date,
            input.ActivityId is null ? Sport(input.Sport, input.Planned is not null, faults) : null,
            new(
                Number("durationSeconds", input.DurationSeconds, 1, LongestSeconds, faults),
                Number("distanceM", input.DistanceM, 0, FurthestM, faults),
                Number("averageHeartRate", input.AverageHeartRate, 20, 260, faults),
                rpe),
            notes);
    }

    public static (decimal? Rpe, string? Notes) Remarks(decimal? rpe, string? notes, Faults faults)
    {
        if (rpe is { } given && (given < 1 || given > 10 || given * 2 % 1 != 0))
        {
            faults.Add("rpe", "rpe lies between 1 and 10, in steps of a half; leave it out where it is not known.");
        }

        var text = string.IsNullOrWhiteSpace(notes) ? null : notes.Trim().ReplaceLineEndings("\n");
        if (text is not null && (text.Length > 2000 || text.Any(c => char.IsControl(c) && c != '\n')))
        {
            faults.Add("notes", "notes takes at most 2000 characters; of control characters only line breaks.");
        }

        return (rpe, text);
    }

    public static (Guid Plan, int Week, int Day) ReadKey(PlannedDayKey? key, string at, Faults faults)
    {
        if (key?.PlanId is null)
        {
            faults.Add($"{at}planId", $"{at}planId is required.");
        }

        return (key?.PlanId ?? default, faults.Number($"{at}weekIndex", key?.WeekIndex, 0, 51), faults.Number($"{at}dayIndex", key?.DayIndex, 0, 6));
    }

    private static DateOnly? Date(string? given, DateOnly today, Faults faults)
    {
        if (!Dates.TryParse(given, out var date) || date < First || date > today)
        {
            faults.Add("date", $"date is {Dates.Expected}, between {First:yyyy-MM-dd} and today, which is {today:yyyy-MM-dd} where you are.");
            return null;
        }

        return date;
    }

    private static string? Sport(string? given, bool planned, Faults faults)
    {
        if (given is null ? !planned : !SportName().IsMatch(given))
        {
            faults.Add("sport", "sport is required without a planned day: snake_case, such as running, cycling or strength.");
        }

        return given;
    }

    private static int? Number(string field, int? given, int least, int most, Faults faults)
    {
        if (given is { } number && (number < least || number > most))
        {
            faults.Add(field, $"{field} lies between {least} and {most}; leave it out where it is not known.");
        }

        return given;
    }

    [GeneratedRegex(@"^[a-z0-9_]{1,40}\z")]
    private static partial Regex SportName();
}
