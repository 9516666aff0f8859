using System.Globalization;
using System.Text;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

/// <summary>Athletes to coach: one that everybody knows, and any number of others, the same for the same seed.</summary>
internal static class SomeTrainees
{
    public static readonly DateOnly Monday = new(2026, 1, 5);

    /// <summary>Runs 10 km in 45 minutes, five days a week, with three hours on Sunday.</summary>
    public static Trainee Marathoner { get; } = Make(
        [DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Saturday, DayOfWeek.Sunday], 70,
        new Dictionary<DayOfWeek, int> { [DayOfWeek.Sunday] = 180 }, ExperienceLevel.Intermediate, 5.5m, ["running"],
        Vdot.FromRace(10_000, TimeSpan.FromMinutes(45)), 185, EquipmentSet.Nothing, new HashSet<BodyArea>());

    public static Trainee Random(int seed, string discipline)
    {
        var random = new Random(seed);
        var days = Enum.GetValues<DayOfWeek>().OrderBy(_ => random.Next()).Take(random.Next(1, 8)).ToArray();
        var byDay = days.Where(_ => random.Next(3) == 0).ToDictionary(d => d, _ => random.Next(15, 241));
        var spare = random.Next(3) == 0 ? Enum.GetValues<BodyArea>().Where(_ => random.Next(6) == 0).ToHashSet() : [];
        var catalogue = CatalogueIndex.Shipped;
        var equipment = random.Next(3) switch
        {
            0 => EquipmentSet.Nothing,
            1 => EquipmentSet.Everything,
            _ => EquipmentSet.Of(catalogue, catalogue.Equipment.Where(_ => random.Next(8) == 0).Select(e => e.Id)),
        };
        return Make(
            days, random.Next(15, 121), byDay, (ExperienceLevel)random.Next(3), random.Next(3) == 0 ? null : random.Next(1, 14), [discipline],
            random.Next(4) == 0 ? null : 28 + random.NextDouble() * 45, random.Next(4) == 0 ? null : random.Next(150, 205), equipment, spare,
            random.Next(2) == 0 ? null : random.Next(120, 380), random.Next(2) == 0 ? days[0] : null, random.Next(2));
    }

    /// <summary>All that an athlete could see, to compare plans by.</summary>
    public static string Text(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var day in plan.Days)
        {
            text.Append(day.Date.ToString("O", CultureInfo.InvariantCulture)).Append(day.Session is { } session ? PlanJson.Write(session) : "-").AppendLine();
        }

        return text.ToString();
    }

    public static Trainee Make(
        DayOfWeek[] days, int minutes, IReadOnlyDictionary<DayOfWeek, int> byDay, ExperienceLevel experience, decimal? weeklyHours,
        string[] disciplines, double? vdot, int? maxHeartRate, EquipmentSet equipment, IReadOnlySet<BodyArea> spare, int? ftp = null,
        DayOfWeek? longDay = null, int? sex = null)
    {
        var profile = new TrainingProfile(
            null, (Sex?)sex, null, null, experience, weeklyHours, minutes, byDay, [], longDay, disciplines, [], [], null, null, null, ftp, [], [], []);
        return new(profile, WeekDays.Of(days), equipment, spare, new Dictionary<string, decimal>(), vdot, maxHeartRate);
    }
}
