using Platform.Insights.Domain.CheckIns;

namespace Platform.Insights.Tests.Domain.CheckIns;

public sealed class WellnessTests
{
    private static readonly int[] Answers = [1, 2, 3, 4, 5];
    private static readonly decimal[] Nights = [.. Enumerable.Range(0, 97).Select(quarter => quarter / 4m)];

    [Theory]
    [InlineData(5, 5, 8, 1, 100)]
    [InlineData(1, 1, 0, 5, 0)]
    [InlineData(3, 3, 4, 3, 50)]
    [InlineData(4, 3, 7.5, 2, 73)]     // 75, 50, 75 and 93.75: 73.4
    [InlineData(5, 5, 7.84, 1, 100)]   // 99.5 is rounded up
    [InlineData(5, 5, 7.83, 1, 99)]
    public void The_score_is_the_mean_of_four_parts_of_a_hundred(int mood, int energy, double sleepHours, int soreness, int score) =>
        Wellness.Score(new(default, mood, energy, (decimal)sleepHours, soreness)).ShouldBe(score);

    [Fact]
    public void Of_all_answers_the_score_lies_between_0_and_100_and_a_better_answer_never_lowers_it()
    {
        foreach (var mood in Answers)
        {
            foreach (var energy in Answers)
            {
                foreach (var soreness in Answers)
                {
                    foreach (var hours in Nights)
                    {
                        var answer = new CheckIn(default, mood, energy, hours, soreness);
                        var score = Wellness.Score(answer);
                        score.ShouldBeInRange(0, 100);
                        CheckIn[] better =
                        [
                            answer with { Mood = Math.Min(mood + 1, 5) }, answer with { Energy = Math.Min(energy + 1, 5) },
                            answer with { Soreness = Math.Max(soreness - 1, 1) }, answer with { SleepHours = Math.Min(hours + 0.25m, 24) },
                        ];
                        better.ShouldAllBe(b => Wellness.Score(b) >= score);
                    }
                }
            }
        }
    }

    [Fact]
    public void More_than_eight_hours_of_sleep_add_nothing() =>
        Nights.Where(hours => hours >= 8).Select(hours => Wellness.Score(new(default, 3, 3, hours, 3))).Distinct().ShouldBe([63]);
}
