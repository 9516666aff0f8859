using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Tests.Domain.Science;

public sealed class RunPacesTests
{
    private const double WithinSecPerKm = 2;

    // Daniels' Running Formula, 3rd edition, table 5.2: E fast, E slow, M, T, I per km, R per 400 m. Where the book prints
    // no kilometre of I, or no 400 m of R, because it would take too long, there is none here.
    [Theory]
    [InlineData(30, "7:27", "8:14", "7:03", "6:24", null, null)]
    [InlineData(33, "6:55", "7:41", "6:30", "5:56", null, null)]
    [InlineData(35, "6:36", "7:21", "6:10", "5:40", null, 117)]
    [InlineData(38, "6:11", "6:54", "5:45", "5:19", "4:54", 108)]
    [InlineData(40, "5:56", "6:38", "5:29", "5:06", "4:42", 104)]
    [InlineData(42, "5:42", "6:23", "5:16", "4:54", "4:31", 100)]
    [InlineData(45, "5:23", "6:03", "4:57", "4:38", "4:16", 94)]
    [InlineData(47, "5:12", "5:51", "4:46", "4:29", "4:07", 90)]
    [InlineData(50, "4:56", "5:34", "4:31", "4:15", "3:55", 87)]
    [InlineData(53, "4:43", "5:19", "4:18", "4:04", "3:44", 84)]
    [InlineData(55, "4:34", "5:10", "4:10", "3:56", "3:37", 81)]
    [InlineData(57, "4:26", "5:01", "4:03", "3:50", "3:31", 79)]
    [InlineData(60, "4:15", "4:49", "3:52", "3:40", "3:23", 75)]
    [InlineData(65, "3:59", "4:31", "3:37", "3:26", "3:10", 70)]
    [InlineData(70, "3:44", "4:15", "3:24", "3:14", "2:59", 65)]
    public void Every_pace_is_within_two_seconds_of_the_books_table(
        double vdot, string easyFast, string easySlow, string marathon, string threshold, string? interval, int? repetition400M)
    {
        var paces = Vdot.Paces(vdot);

        paces.Easy.FastSecPerKm.ShouldBe(Seconds(easyFast), WithinSecPerKm);
        paces.Easy.SlowSecPerKm.ShouldBe(Seconds(easySlow), WithinSecPerKm);
        paces.MarathonSecPerKm.ShouldBe(Seconds(marathon), WithinSecPerKm);
        paces.ThresholdSecPerKm.ShouldBe(Seconds(threshold), WithinSecPerKm);
        if (interval is not null)
        {
            paces.IntervalSecPerKm.ShouldBe(Seconds(interval), WithinSecPerKm);
        }

        if (repetition400M is { } lap)
        {
            paces.RepetitionSecPerKm.ShouldBe(lap * 2.5, WithinSecPerKm);
        }
    }

    [Fact]
    public void Paces_keep_their_order_and_get_faster_with_VDOT()
    {
        RunPaces? slower = null;
        for (var vdot = 15.0; vdot <= 85; vdot += 0.1)
        {
            var p = Vdot.Paces(vdot);
            double[] fastestFirst =
                [p.RepetitionSecPerKm, p.IntervalSecPerKm, p.ThresholdSecPerKm, p.MarathonSecPerKm, p.Easy.FastSecPerKm, p.Easy.SlowSecPerKm];
            fastestFirst.ShouldBeInOrder(SortDirection.Ascending, $"VDOT {vdot}");
            if (slower is { } before)
            {
                p.Easy.FastSecPerKm.ShouldBeLessThan(before.Easy.FastSecPerKm);
                p.Easy.SlowSecPerKm.ShouldBeLessThan(before.Easy.SlowSecPerKm);
                p.MarathonSecPerKm.ShouldBeLessThan(before.MarathonSecPerKm);
                p.ThresholdSecPerKm.ShouldBeLessThan(before.ThresholdSecPerKm);
                p.IntervalSecPerKm.ShouldBeLessThan(before.IntervalSecPerKm);
                p.RepetitionSecPerKm.ShouldBeLessThan(before.RepetitionSecPerKm, $"VDOT {vdot}");
            }

            slower = p;
        }
    }

    [Fact]
    public void From_47_on_marathon_pace_is_the_predicted_marathon() =>
        (Vdot.Paces(52).MarathonSecPerKm * 42.195).ShouldBe(Vdot.TimeFor(52, 42_195).TotalSeconds, 0.001);

    [Fact]
    public void Computing_paces_allocates_nothing()
    {
        Vdot.Paces(45);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var vdot = 30.0; vdot < 70; vdot++)
        {
            Vdot.Paces(vdot);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static double Seconds(string pace) => RaceTime.Parse(pace).TotalSeconds;
}
