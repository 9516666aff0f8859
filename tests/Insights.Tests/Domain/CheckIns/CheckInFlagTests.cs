using Platform.Insights.Domain.CheckIns;

namespace Platform.Insights.Tests.Domain.CheckIns;

public sealed class CheckInFlagTests
{
    private static readonly DateOnly Date = new(2026, 11, 23);
    private static readonly Measure NoScore = new(null, null, null, 0, null, null, null);
    private static readonly CheckIn Good = new(Date, 4, 4, 8, 2);

    // What raises each flag, and what is just good enough not to.
    private static readonly (string Code, CheckIn Bad, CheckIn Fair)[] Rules =
    [
        ("short_sleep", Good with { SleepHours = 5.99m }, Good with { SleepHours = 6 }),
        ("sore", Good with { Soreness = 4 }, Good with { Soreness = 3 }),
        ("low_energy", Good with { Energy = 2 }, Good with { Energy = 3 }),
        ("low_mood", Good with { Mood = 2 }, Good with { Mood = 3 }),
    ];

    public static TheoryData<string> Codes => [.. Rules.Select(rule => rule.Code)];

    // Every pattern of five days up to the date: bad, fair, or not answered.
    [Theory]
    [MemberData(nameof(Codes))]
    public void Three_days_running_up_to_the_date_raise_a_flag_and_nothing_else_does(string code)
    {
        var (_, bad, fair) = Rules.Single(rule => rule.Code == code);
        for (var pattern = 0; pattern < 243; pattern++)
        {
            var days = Enumerable.Range(0, 5).Select(back => (pattern / (int)Math.Pow(3, back)) % 3).ToList();
            var answers = days.SelectMany((what, back) => what switch
            {
                0 => [bad with { LocalDate = Date.AddDays(-back) }],
                1 => [fair with { LocalDate = Date.AddDays(-back) }],
                _ => Array.Empty<CheckIn>(),
            });
            var running = days.TakeWhile(what => what == 0).Count();

            var flags = CheckInFlag.Of(Date, [.. answers], NoScore);

            flags.Select(flag => flag.Code).ShouldBe(running >= 3 ? [code] : [], string.Join(",", days));
            flags.ShouldAllBe(flag => flag.Reason.Contains($" {running} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_reason_tells_the_figures_oldest_first()
    {
        CheckIn[] answers = [Good with { SleepHours = 5.5m }, Good with { LocalDate = Date.AddDays(-2), SleepHours = 4 }, Good with { LocalDate = Date.AddDays(-1), SleepHours = 5.75m }];
        CheckInFlag.Of(Date, answers, NoScore).ShouldBe([new("short_sleep", "For 3 nights running you slept less than 6 hours: 4, 5.75, 5.5.")]);
    }

    [Theory]
    [InlineData(50, 70.0, true)]
    [InlineData(50, 69.99, false)]
    [InlineData(90, 70.0, false)]
    [InlineData(null, 70.0, false)]
    [InlineData(50, null, false)]
    public void A_score_far_below_the_athletes_own_mean_raises_a_flag(int? today, double? mean, bool raised)
    {
        var score = NoScore with { Value = today, Mean = (decimal?)mean };
        CheckInFlag.Of(Date, [Good], score).Select(flag => flag.Code).ShouldBe(raised ? ["below_own_mean"] : []);
    }

    [Fact]
    public void Several_flags_stand_side_by_side()
    {
        var bad = Enumerable.Range(0, 4).Select(back => new CheckIn(Date.AddDays(-back), 1, 1, 3, 5)).ToList();
        CheckInFlag.Of(Date, bad, NoScore with { Value = 9, Mean = 72.25m }).ShouldBe(
        [
            new("short_sleep", "For 4 nights running you slept less than 6 hours: 3, 3, 3, 3."),
            new("sore", "For 4 days running you gave your soreness as 4 or more of 5: 5, 5, 5, 5."),
            new("low_energy", "For 4 days running you gave your energy as 2 or less of 5: 1, 1, 1, 1."),
            new("low_mood", "For 4 days running you gave your mood as 2 or less of 5: 1, 1, 1, 1."),
            new("below_own_mean", "Your score of 9 is 63.25 below your own mean of 72.25."),
        ]);
    }
}
