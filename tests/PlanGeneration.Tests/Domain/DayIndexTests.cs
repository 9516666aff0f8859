using Platform.PlanGeneration.Domain;

namespace Platform.PlanGeneration.Tests.Domain;

public sealed class DayIndexTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Fact]
    public void Over_weeks_of_every_schedule_the_index_advances_on_training_days_only_and_wraps()
    {
        for (short mask = 0; mask < 128; mask++)
        {
            for (var days = 1; days <= 5; days++)
            {
                var calendar = new TrainingCalendar(false, Monday, new WeekDays(mask));
                var history = new History();
                var expected = 0;
                for (var date = Monday; date < Monday.AddDays(56); date = date.AddDays(1))
                {
                    if (calendar.On(date) == DayStatus.Training)
                    {
                        history.Train(date, "a", days).ShouldBe(expected % days);
                        history.Train(date, "a", days).ShouldBe(expected % days, "generated again");
                        expected++;
                    }
                }

                history.Count.ShouldBe(expected);
            }
        }
    }

    [Fact]
    public void A_new_block_starts_at_its_first_day_and_a_block_that_was_left_is_resumed()
    {
        var history = new History();
        history.Train(Monday, "a", 3).ShouldBe(0);
        history.Train(Monday.AddDays(1), "a", 3).ShouldBe(1);
        history.Train(Monday.AddDays(2), "b", 4).ShouldBe(0);
        history.Train(Monday.AddDays(3), "b", 4).ShouldBe(1);
        history.Train(Monday.AddDays(9), "a", 3).ShouldBe(2);
        history.Train(Monday.AddDays(10), "a", 3).ShouldBe(0);
    }

    [Fact]
    public void A_block_reassigned_on_the_day_replaces_that_days_workout()
    {
        var history = new History();
        history.Train(Monday, "a", 3).ShouldBe(0);
        history.Train(Monday.AddDays(1), "a", 3).ShouldBe(1);
        history.Train(Monday.AddDays(1), "b", 4).ShouldBe(0);
        history.Train(Monday.AddDays(2), "a", 3).ShouldBe(1, "the second day of a was not trained");
    }

    [Fact]
    public void A_date_caught_up_later_leaves_the_later_date_as_it_was()
    {
        var history = new History();
        history.Train(Monday, "a", 3).ShouldBe(0);
        history.Train(Monday.AddDays(2), "a", 3).ShouldBe(1);
        history.Train(Monday.AddDays(1), "a", 3).ShouldBe(1);
        history.Train(Monday.AddDays(2), "a", 3).ShouldBe(1);
    }

    [Theory]
    [InlineData(null, null, 3, 0)]
    [InlineData(null, 2, 3, 0)]
    [InlineData(null, 6, 3, 1)] // the block had more days
    [InlineData(6, 1, 3, 2)]
    [InlineData(0, 1, 3, 0)]
    public void The_index_is_a_day_of_the_block(int? sameDate, int? lastBefore, int days, int expected) =>
        new BlockProgress(sameDate, lastBefore).IndexIn(days).ShouldBe(expected);

    /// <summary>The workouts of one athlete, as the table would hold them.</summary>
    private sealed class History
    {
        private readonly SortedDictionary<DateOnly, (string Block, int Index)> _workouts = [];

        public int Count => _workouts.Count;

        public int Train(DateOnly date, string block, int days)
        {
            int? same = _workouts.TryGetValue(date, out var stored) && stored.Block == block ? stored.Index : null;
            var before = _workouts.Where(w => w.Key < date && w.Value.Block == block).Select(w => (int?)w.Value.Index).LastOrDefault();
            var index = new BlockProgress(same, before).IndexIn(days);
            _workouts[date] = (block, index);
            return index;
        }
    }
}
