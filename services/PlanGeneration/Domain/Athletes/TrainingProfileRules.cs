using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Science;
using Platform.ServiceDefaults.Http;
using static Platform.PlanGeneration.Domain.Athletes.AthleteLimits;

namespace Platform.PlanGeneration.Domain.Athletes;

internal static class TrainingProfileRules
{
    private const int MostDisciplines = 5;
    private const int MostMaxes = 100;
    private const int MostResults = 100;
    private const int MostExercises = 100;

    /// <summary>Reads a training profile and names every fault by its path, such as <c>knownMaxes[2].reps</c>.</summary>
    /// <param name="scheduleDays">The training days of the athlete's profile.</param>
    /// <param name="today">On the athlete's calendar.</param>
    public static TrainingProfile Read(
        TrainingProfileInput input, WeekDays scheduleDays, DateOnly today, CatalogueIndex catalogue, Faults faults)
    {
        var birthDate = BirthDate(input.BirthDate, today, faults);
        var sex = faults.Term<Sex>("sex", input.Sex);
        var heightCm = faults.Between("heightCm", input.HeightCm, 100m, 250m, "a height in cm");
        var weightKg = faults.Between("weightKg", input.WeightKg, LeastWeightKg, MostWeightKg, "a body weight in kg");
        var experience = faults.RequiredTerm<ExperienceLevel>("experience", input.Experience) ?? default;
        var weeklyHours = faults.Between("weeklyHours", input.WeeklyHours, 0m, MostWeeklyHours, "the hours you train in a week now,");
        var sessionMinutes = SessionMinutes("sessionMinutes", input.SessionMinutes, faults);
        var neverDays = NeverDays(input.NeverDays, scheduleDays, faults);
        var since = birthDate ?? today.AddYears(-MostAge);
        return new(
            birthDate, sex, heightCm, weightKg, experience, weeklyHours, sessionMinutes,
            MinutesByDay(input.MinutesByDay, neverDays, faults),
            neverDays,
            LongDay(input.LongDay, scheduleDays, faults),
            DisciplinesOf(input.Disciplines, faults),
            faults.List("knownMaxes", input.KnownMaxes, MostMaxes, "lifts", (path, given) => Max(path, given, (since, today), catalogue, faults)),
            faults.List("raceResults", input.RaceResults, MostResults, "results", (path, given) => Result(path, given, (since, today), sex, faults)),
            faults.Between("maxHeartRate", input.MaxHeartRate, HeartRateZones.LeastMaxBpm, HeartRateZones.MostMaxBpm, "beats per minute"),
            faults.Between("restingHeartRate", input.RestingHeartRate, LeastRestingBpm, MostRestingBpm, "beats per minute"),
            ThresholdHeartRate(input, faults),
            faults.Between("ftpWatts", input.FtpWatts, LeastFtpWatts, MostFtpWatts, "watts"),
            PainAreas(input.PainAreas, (since, today), faults),
            Exercises("avoidExercises", input.AvoidExercises, catalogue, faults),
            Preferred(input, catalogue, faults));
    }

    private static DateOnly? BirthDate(string? given, DateOnly today, Faults faults) => faults.Date(
        "birthDate", given, today.AddYears(-MostAge - 1).AddDays(1), today.AddYears(-LeastAge), $"athletes are {LeastAge} to {MostAge} years old");

    private static int SessionMinutes(string field, int? given, Faults faults) => faults.Required(
        field, given, LeastMinutes, MostMinutes, "the most minutes of a session (the least is a warm-up with a little to warm up for)");

    private static IReadOnlyList<DayOfWeek> NeverDays(IReadOnlyList<string?>? given, WeekDays scheduleDays, Faults faults)
    {
        var days = faults.Days("neverDays", given ?? []);
        if (days.Where(scheduleDays.Contains).ToList() is { Count: > 0 } both)
        {
            faults.Add("neverDays", $"neverDays holds {Fields.Names(both)}, which your profile has as a training day: take it out here, or first out of scheduleDays with PUT /api/athletes/me.");
        }

        return WeekDays.Of(days).ToList();
    }

    private static Dictionary<DayOfWeek, int> MinutesByDay(IReadOnlyDictionary<string, int?>? given, IReadOnlyList<DayOfWeek> neverDays, Faults faults)
    {
        Dictionary<DayOfWeek, int> minutes = [];
        if (given?.Count > 7)
        {
            faults.Add("minutesByDay", "minutesByDay takes at most the seven days of the week.");
            return minutes;
        }

        foreach (var (name, value) in given ?? new Dictionary<string, int?>())
        {
            // The name comes from outside: only one that is a day's becomes part of a path.
            if (!name.All(char.IsAsciiLetter) || !Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) || minutes.ContainsKey(day))
            {
                faults.Add("minutesByDay", "minutesByDay is written by the names of days, each once, such as {\"saturday\": 120}.");
                continue;
            }

            var path = $"minutesByDay.{WireNames.Of(day)}";
            minutes.Add(day, SessionMinutes(path, value, faults));
            if (neverDays.Contains(day))
            {
                faults.Add(path, $"{path} gives minutes to one of neverDays: take it out of one of the two.");
            }
        }

        return minutes;
    }

    private static DayOfWeek? LongDay(string? given, WeekDays scheduleDays, Faults faults)
    {
        if (given is null || faults.Day("longDay", given) is not { } day)
        {
            return null;
        }

        if (!scheduleDays.Contains(day))
        {
            var days = scheduleDays.ToList();
            faults.Add("longDay", days.Count == 0
                ? "longDay is one of your training days, and your profile has none: set scheduleDays with PUT /api/athletes/me, or leave longDay out."
                : $"longDay is one of your training days: {Fields.Names(days)}. Or leave it out.");
        }

        return day;
    }

    private static List<string> DisciplinesOf(IReadOnlyList<string?>? given, Faults faults)
    {
        List<string> found = [];
        if (!faults.Count("disciplines", given, MostDisciplines, "disciplines, the main one first"))
        {
            return found;
        }

        for (var i = 0; i < given.Count; i++)
        {
            var path = $"disciplines[{i}]";
            if (given[i] is not { } name || !Disciplines.All.Contains(name))
            {
                faults.Add(path, $"{path} is one of {string.Join(", ", Disciplines.All)}.");
            }
            else if (found.Contains(name))
            {
                faults.Add(path, $"{path} is in the list already.");
            }
            else
            {
                found.Add(name);
            }
        }

        return found;
    }

    private static KnownMax? Max(string path, KnownMaxInput? given, (DateOnly First, DateOnly Last) dates, CatalogueIndex catalogue, Faults faults)
    {
        var id = faults.Exercise($"{path}.exerciseId", given?.ExerciseId, catalogue);
        var weightKg = faults.Required($"{path}.weightKg", given?.WeightKg, LeastLiftKg, MostLiftKg, "the weight of the set in kg,");
        var reps = faults.Required($"{path}.reps", given?.Reps, 1, OneRepMax.MostReps, "repetitions (above that a maximum cannot be estimated)");
        var date = faults.RequiredDate($"{path}.date", given?.Date, dates.First, dates.Last, "the day it was done, not in the future");
        return id is null ? null : new(id, weightKg, reps, date);
    }

    private static RaceResult? Result(string path, RaceResultInput? given, (DateOnly First, DateOnly Last) dates, Sex? sex, Faults faults)
    {
        var (distanceM, seconds) = RunTimes.Read($"{path}.distanceM", given?.DistanceM, $"{path}.seconds", given?.Seconds, sex, faults);
        var date = faults.RequiredDate($"{path}.date", given?.Date, dates.First, dates.Last, "the day of the race, not in the future");
        return new(distanceM, seconds, date);
    }

    // Resting below threshold below maximum, as far as they are given.
    private static int? ThresholdHeartRate(TrainingProfileInput input, Faults faults)
    {
        var threshold = faults.Between("thresholdHeartRate", input.ThresholdHeartRate, 80, 230, "beats per minute");
        if (threshold <= input.RestingHeartRate || threshold >= input.MaxHeartRate)
        {
            faults.Add("thresholdHeartRate", "thresholdHeartRate lies above restingHeartRate and below maxHeartRate: measure again, or leave out what you do not know.");
        }

        if (input.RestingHeartRate >= input.MaxHeartRate)
        {
            faults.Add("restingHeartRate", "restingHeartRate lies below maxHeartRate: measure again, or leave out what you do not know.");
        }

        return threshold;
    }

    private static List<PainArea> PainAreas(IReadOnlyList<PainAreaInput?>? given, (DateOnly First, DateOnly Last) dates, Faults faults)
    {
        HashSet<BodyArea> seen = [];
        return faults.List("painAreas", given, Enum.GetValues<BodyArea>().Length, "areas", (path, one) =>
        {
            var area = faults.RequiredTerm<BodyArea>($"{path}.area", one?.Area);
            if (area is { } named && !seen.Add(named))
            {
                faults.Add($"{path}.area", $"{path}.area is in the list already: one severity for each area.");
            }

            var severity = faults.Number($"{path}.severity", one?.Severity, 1, 10);
            var since = faults.Date($"{path}.since", one?.Since, dates.First, dates.Last, "not in the future");
            return area is null ? null : new PainArea(area.Value, severity, since);
        });
    }

    private static List<string> Exercises(string field, IReadOnlyList<string?>? given, CatalogueIndex catalogue, Faults faults)
    {
        HashSet<string> seen = [];
        return faults.List(field, given, MostExercises, "exercises", (path, id) =>
        {
            var known = faults.Exercise(path, id, catalogue);
            if (known is not null && !seen.Add(known))
            {
                faults.Add(path, $"{path} is in the list already.");
            }

            return known;
        });
    }

    private static List<string> Preferred(TrainingProfileInput input, CatalogueIndex catalogue, Faults faults)
    {
        var prefer = Exercises("preferExercises", input.PreferExercises, catalogue, faults);
        var avoid = (input.AvoidExercises ?? []).Select(id => catalogue.FindExercise(id)?.Id).ToHashSet();
        if (prefer.Where(avoid.Contains).ToList() is { Count: > 0 } both)
        {
            faults.Add("preferExercises", $"preferExercises and avoidExercises both hold {string.Join(", ", both)}: take it out of one of the two.");
        }

        return prefer;
    }
}
