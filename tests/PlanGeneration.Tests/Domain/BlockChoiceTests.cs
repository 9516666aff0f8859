using Platform.Contracts.Scheduler;
using Platform.PlanGeneration.Domain;

namespace Platform.PlanGeneration.Tests.Domain;

public sealed class BlockChoiceTests
{
    private static readonly BlockDay Day = new("Day", [new("back-squat", "Back Squat", 5, "5", 180)]);
    private static readonly TrainingBlock Default = new(TrainingBlock.DefaultId, "Default", [Day]);
    private static readonly TrainingBlock Own = new(Guid.CreateVersion7(), "Own", [Day, Day]);
    private static readonly TrainingBlock Empty = new(Guid.CreateVersion7(), "Empty", []);
    private static readonly TrainingBlock Hollow = new(Guid.CreateVersion7(), "Hollow", [Day, new("Nothing", [])]);
    private static readonly Dictionary<Guid, TrainingBlock> Blocks = new[] { Default, Own, Empty, Hollow }.ToDictionary(b => b.Id);

    [Fact]
    public void The_assigned_block_is_trained() => BlockChoice.For(Own.Id, Blocks).ShouldBe(new(Own, null));

    [Fact]
    public void Without_a_block_the_default_is_trained_and_a_card_says_so()
    {
        var choice = BlockChoice.For(null, Blocks)!;
        choice.Block.ShouldBe(Default);
        choice.Fault!.Kind.ShouldBe(JobCardKinds.MissingBlock);
    }

    [Fact]
    public void A_block_that_is_not_there_or_has_nothing_to_train_is_invalid()
    {
        foreach (var id in new[] { Guid.CreateVersion7(), Empty.Id, Hollow.Id })
        {
            var choice = BlockChoice.For(id, Blocks)!;
            choice.Block.ShouldBe(Default);
            choice.Fault!.Kind.ShouldBe(JobCardKinds.InvalidBlock);
            choice.Fault.Subject.ShouldBe(id.ToString());
        }
    }

    [Fact]
    public void Without_a_default_there_is_no_choice() =>
        BlockChoice.For(null, new Dictionary<Guid, TrainingBlock> { [Own.Id] = Own }).ShouldBeNull();

    [Fact]
    public void A_workout_is_its_day_of_the_block_in_order()
    {
        var block = new TrainingBlock(Own.Id, "Own", [Day, new("Second", [new("dip", "Dip", 3, "8", 120), new("plank", "Plank", 2, "30 s", 60)])]);
        var workout = DailyWorkout.From(block, 1);
        workout.BlockName.ShouldBe("Own");
        workout.DayName.ShouldBe("Second");
        workout.Exercises.ShouldBe([new(1, "dip", "Dip", 3, "8", 120), new(2, "plank", "Plank", 2, "30 s", 60)]);
    }
}
