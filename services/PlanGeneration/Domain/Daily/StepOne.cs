using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>What an athlete says before a session of their own wish, as it is sent.</summary>
/// <param name="Energy">1 (empty) to 10 (never better).</param>
/// <param name="Minutes">What there is, warm-up and cool-down included.</param>
/// <param name="LocationId">One of the athlete's places.</param>
/// <param name="Equipment">What is there, by id, name or synonym; with a place: what is there besides.</param>
/// <param name="PainAreas">What hurts today, beside what the profile says.</param>
/// <param name="Coach">Another coach than the plan's or the discipline's.</param>
internal sealed record StepOneInput(
    int? Energy, int? Minutes, Guid? LocationId, IReadOnlyList<string?>? Equipment, IReadOnlyList<string?>? PainAreas, string? Notes, string? Coach);

internal sealed record StepOne(
    int Energy, int Minutes, Guid? LocationId, IReadOnlyList<string>? Equipment, IReadOnlyList<BodyArea> PainAreas, string? Notes, Specialisation? Coach)
{
    public const int LeastMinutes = 15;
    public const int MostMinutes = 600;
    private const int LongestNotes = 500;

    /// <summary>Reads step 1 and names every fault; whether the place exists is the database's to say.</summary>
    public static StepOne Read(StepOneInput input, CatalogueIndex catalogue, Faults faults) => new(
        faults.Required("energy", input.Energy, 1, 10, "how you feel, a whole number"),
        faults.Required("minutes", input.Minutes, LeastMinutes, MostMinutes, "the time you have, warm-up and cool-down included, in whole minutes"),
        input.LocationId,
        input.Equipment is null ? null : faults.Equipment("equipment", input.Equipment, catalogue),
        Pain("painAreas", input.PainAreas, faults),
        faults.OptionalText("notes", input.Notes?.ReplaceLineEndings(" "), LongestNotes),
        faults.Term<Specialisation>("coach", input.Coach));

    /// <summary>Areas of the body, each once: <c>lower_back</c>, <c>lower back</c> and <c>Lower-Back</c> are one.</summary>
    public static IReadOnlyList<BodyArea> Pain(string field, IReadOnlyList<string?>? given, Faults faults)
    {
        List<BodyArea> areas = [];
        var names = faults.List(field, given, WireNames.All<BodyArea>().Count, "areas of the body", (path, name) =>
        {
            if (name is { Length: <= 40 } && WireNames.Find<BodyArea>(Words.Slug(name).Replace('-', '_')) is { } area)
            {
                areas.Add(area);
                return name;
            }

            faults.Add(path, $"{path} is one of {string.Join(", ", Enum.GetValues<BodyArea>().Select(WireNames.Of))}.");
            return null;
        });
        return names.Count == 0 ? [] : [.. areas.Distinct().Order()];
    }

    /// <summary>The athlete as today asks for: what was asked for explicitly goes before the week's rules.</summary>
    public Trainee Adapt(Trainee trainee, DateOnly date) => trainee with
    {
        Spare = PainAreas.Count == 0 ? trainee.Spare : trainee.Spare.Union(PainAreas).ToHashSet(),
        TrainingDays = WeekDays.Of(trainee.TrainingDays.ToList().Append(date.DayOfWeek)),
        Profile = trainee.Profile with
        {
            NeverDays = [.. trainee.Profile.NeverDays.Where(d => d != date.DayOfWeek)],
            MinutesByDay = new Dictionary<DayOfWeek, int>(trainee.Profile.MinutesByDay) { [date.DayOfWeek] = Minutes },
        },
    };

    /// <summary>What of the circumstances went into the session.</summary>
    public IReadOnlyList<string> Reasons(Trainee adapted, bool neverDay, bool restDay, string? place)
    {
        List<string> reasons = [];
        if (neverDay)
        {
            reasons.Add("Your profile keeps this day of the week free; you asked for a session all the same.");
        }

        if (restDay)
        {
            reasons.Add("Your plan has a day of rest today; this session is besides, so keep it light.");
        }

        if (place is not null || Equipment is not null)
        {
            reasons.Add(place is null ? "Everything in it is possible with the equipment you named." : $"Everything in it is possible at {place}.");
        }

        if (adapted.Spare.Count > 0)
        {
            reasons.Add($"It spares {string.Join(" and ", adapted.Spare.Order().Select(a => $"your {WireNames.Of(a).Replace('_', ' ')}"))}.");
        }

        return reasons;
    }
}
