using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Tests.Domain;

public sealed class RulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly ProfileInput Sound = new(
        " Ada ", "Asia/Kathmandu", "2026-11-01", false, ["monday", "Friday"], null, "123456789012345678", null, null);

    [Fact]
    public void A_sound_profile_is_read_as_it_is_meant()
    {
        var faults = new Faults();
        var profile = ProfileRules.Read(Sound, Today, imported: false, faults);
        faults.Found.ShouldBeEmpty();
        profile.ShouldBe(new(
            "Ada", "Asia/Kathmandu", new DateOnly(2026, 11, 1), false, WeekDays.Of(DayOfWeek.Monday, DayOfWeek.Friday), null,
            "123456789012345678", null));
    }

    [Fact]
    public void Every_fault_of_a_profile_is_found_at_once()
    {
        var faults = new Faults();
        ProfileRules.Read(
            new("\t", "Mars/Olympus", "2026-02-30", false, ["monday", "funday", "MONDAY", null, "1"], null, "12345", "0123456789012345678", null),
            Today, imported: false, faults);
        faults.Found.Select(f => f.Field).ShouldBe(
        [
            "displayName", "timeZone", "startDate", "scheduleDays[1]", "scheduleDays[2]", "scheduleDays[3]", "scheduleDays[4]",
            "discordUserId", "discordChannelId",
        ]);
        faults.Found.Single(f => f.Field == "timeZone").Message.ShouldContain("Europe/Paris");
    }

    [Theory]
    [InlineData("1999-12-31")]
    [InlineData("2028-11-23")]
    [InlineData("22.11.2026")]
    [InlineData("2026-11-22T00:00:00Z")]
    [InlineData("")]
    public void A_start_date_out_of_sight_is_refused(string date) => Fields(Sound with { StartDate = date }).ShouldBe(["startDate"]);

    [Theory]
    [InlineData("99999999999999999999")] // 20 digits, more than 64 bits
    [InlineData("12345678901234567x")]
    [InlineData("123456789012345678901")]
    [InlineData("123456789012345678\n")]
    [InlineData("")]
    public void What_is_no_snowflake_is_refused(string id) => Fields(Sound with { DiscordUserId = id }).ShouldBe(["discordUserId"]);

    [Fact]
    public void Texts_are_bounded_and_hold_no_control_characters()
    {
        Fields(Sound with { DisplayName = new string('x', 81) }).ShouldBe(["displayName"]);
        Fields(Sound with { DisplayName = "A\0da" }).ShouldBe(["displayName"]);
        Fields(Sound with { DisplayName = null, TimeZone = null, ScheduleDays = null }).ShouldBe(["displayName", "timeZone", "scheduleDays"]);
        Fields(Sound with { ScheduleDays = new string[8] }).ShouldBe(["scheduleDays"]);
        Fields(Sound with { ScheduleDays = [] }).ShouldBeEmpty();
    }

    [Fact]
    public void An_imported_profile_keeps_a_zone_that_is_none()
    {
        var faults = new Faults();
        ProfileRules.Read(Sound with { TimeZone = "Mars/Olympus", StartDate = "1998-01-01" }, Today, imported: true, faults)
            .TimeZone.ShouldBe("Mars/Olympus");
        faults.Found.ShouldBeEmpty();
    }

    [Fact]
    public void Every_fault_of_a_block_is_found_with_its_path()
    {
        var faults = new Faults();
        var squat = new BlockExerciseInput("back-squat", "Back Squat", 5, "5", 180);
        BlockRules.Read(
            new("Not A Slug", "", [
                new("Day one", [squat, squat with { Sets = 0 }, squat with { ExerciseId = "Dip!", RestSeconds = null, Reps = " " }]),
                null,
                new("Day three", [null]),
            ], null),
            faults);
        faults.Found.Select(f => f.Field).ShouldBe(
        [
            "slug", "name",
            "days[0].exercises[1].sets", "days[0].exercises[1].exerciseId",
            "days[0].exercises[2].exerciseId", "days[0].exercises[2].reps", "days[0].exercises[2].restSeconds",
            "days[1].name", "days[1].exercises",
            "days[2].exercises[0].exerciseId", "days[2].exercises[0].name", "days[2].exercises[0].sets",
            "days[2].exercises[0].reps", "days[2].exercises[0].restSeconds",
        ]);
    }

    [Fact]
    public void A_block_has_at_least_a_day_and_at_most_four_weeks_of_them()
    {
        var day = new BlockDayInput("Day", [new("dip", "Dip", 3, "8", 120)]);
        foreach (var count in new[] { 0, 29 })
        {
            var faults = new Faults();
            BlockRules.Read(new("mine", "Mine", [.. Enumerable.Repeat(day, count)], null), faults);
            faults.Found.Select(f => f.Field).ShouldBe(["days"]);
        }
    }

    private static IEnumerable<string> Fields(ProfileInput input)
    {
        var faults = new Faults();
        ProfileRules.Read(input, Today, imported: false, faults);
        return faults.Found.Select(f => f.Field);
    }
}
