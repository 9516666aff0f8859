using FsCheck;
using FsCheck.Fluent;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Tests.Domain.Athletes;

public sealed class TrainingProfilePropertyTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly Gen<string?> Day = Gen.Elements("monday", "Tuesday", "wednesday", "FRIDAY", "sunday", "someday", "1", "", null);
    private static readonly Gen<string?> Date = Gen.Elements("2026-11-22", "2026-11-23", "2024-02-29", "1994-03-09", "0001-01-01", "9999-12-31", "x", null);
    private static readonly Gen<string?> Exercise = Gen.Elements("back-squat", "Bench Press", "deadlift", "bak squat", "", " ", "\0", "ﬀ’", null);
    private static readonly Gen<int?> Whole = Gen.OneOf(
        Gen.Choose(-5, 700).Select(n => (int?)n), Gen.Elements<int?>(null, int.MinValue, int.MaxValue, 5000, 42195, 330_000, 2700, 1800, 60, 48, 190));
    private static readonly Gen<decimal?> Number = Gen.OneOf(
        Gen.Choose(-10, 3500).Select(n => (decimal?)n / 10), Gen.Elements<decimal?>(null, decimal.MinValue, decimal.MaxValue, 0.0000001m));

    private static readonly Gen<(TrainingProfileInput Input, WeekDays Schedule)> Inputs =
        from days in Gen.Two(List(Day))
        from longDay in Day
        from dates in Gen.Two(Date)
        from sex in Gen.Elements("female", "male", "FEMALE", null)
        from experience in Gen.Elements("beginner", "advanced", "expert", null)
        from numbers in Number.ArrayOf(3)
        from whole in Whole.ArrayOf(6)
        from disciplines in List(Gen.Elements("running", "strength", "quidditch", null))
        from maxes in List(from id in Exercise from kg in Number from reps in Whole from date in Date select new KnownMaxInput(id, kg, reps, date))
        from results in List(from metres in Whole from seconds in Whole from date in Date select new RaceResultInput(metres, seconds, date))
        from pains in List(
            from area in Gen.Elements("knee", "lower_back", "nose", null) from severity in Whole from date in Date select new PainAreaInput(area, severity, date))
        from exercises in Gen.Two(List(Exercise))
        from schedule in Gen.Choose(0, 127)
        select (new TrainingProfileInput(
            dates.Item1, sex, numbers[0], numbers[1], experience, numbers[2], whole[0],
            days.Item2?.OfType<string>().Distinct().ToDictionary(d => d, _ => whole[1]), days.Item1, longDay, disciplines, maxes, results,
            whole[2], whole[3], whole[4], whole[5], pains, exercises.Item1, exercises.Item2, null), new WeekDays((short)schedule));

    [Fact]
    public void Whatever_is_sent_is_read_or_refused_with_sentences_that_name_the_field() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Inputs.ToArbitrary(), given =>
        {
            var faults = new Faults();
            TrainingProfileRules.Read(given.Input, given.Schedule, Today, SmallCatalogue.Index, faults);
            return faults.Found.All(f => f.Field.Length < 60 && f.Message.StartsWith(f.Field, StringComparison.Ordinal) && f.Message.EndsWith('.'));
        }));

    [Fact]
    public void What_is_read_without_a_fault_makes_a_trainee_and_is_the_same_after_it_was_stored()
    {
        var sound = 0;
        var likely = from given in Inputs select (Input: Tamed(given.Input), given.Schedule);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(likely.ToArbitrary(), given =>
        {
            var faults = new Faults();
            var profile = TrainingProfileRules.Read(given.Input, given.Schedule, Today, SmallCatalogue.Index, faults);
            if (!faults.None)
            {
                return true;
            }

            sound++;
            var stored = PlanJson.Write(profile);
            var trainee = TraineeRules.TraineeOf(PlanJson.ReadProfile(stored), given.Schedule, EquipmentSet.Nothing, Today);
            return PlanJson.Write(PlanJson.ReadProfile(stored)) == stored
                && trainee.TrainingDays == given.Schedule
                && trainee.OneRepMaxes.Values.All(kg => kg > 0)
                && trainee.Vdot is null or > 0 and < 100
                && trainee.MaxHeartRate is null or >= 100 and <= 240;
        }));
        sound.ShouldBeGreaterThan(200);
    }

    /// <summary>The same with most of its faults taken out.</summary>
    private static TrainingProfileInput Tamed(TrainingProfileInput input) => input with
    {
        HeightCm = null, WeightKg = null, WeeklyHours = null, Sex = null, Experience = "beginner", SessionMinutes = 60, MinutesByDay = null,
        NeverDays = null, LongDay = null, Disciplines = ["running"], RestingHeartRate = null, ThresholdHeartRate = null, FtpWatts = null,
        BirthDate = "1994-03-09", MaxHeartRate = input.MaxHeartRate is >= 100 and <= 240 ? input.MaxHeartRate : null,
        KnownMaxes = [.. (input.KnownMaxes ?? []).Where(m => m?.Date is "2024-02-29" or "2026-11-22").Take(1)
            .Select(m => m! with { ExerciseId = "deadlift", Reps = Math.Abs((m.Reps ?? 0) % 10) + 1, WeightKg = Math.Abs(m.WeightKg ?? 0) % 500 + 1 })],
        RaceResults = [.. (input.RaceResults ?? []).Where(r => r?.Date is "2024-02-29" or "2026-11-22")
            .Select(r => r! with { DistanceM = 5000, Seconds = Math.Abs((r.Seconds ?? 0) % 2000) + 800 })],
        PainAreas = null, AvoidExercises = null, PreferExercises = [.. (input.PreferExercises ?? []).Where(id => id == "deadlift").Take(1)],
    };

    private static Gen<IReadOnlyList<T>?> List<T>(Gen<T> of) =>
        Gen.OneOf(Gen.Constant<IReadOnlyList<T>?>(null), from size in Gen.Choose(0, 3) from elements in of.ArrayOf(size) select (IReadOnlyList<T>?)elements);
}
