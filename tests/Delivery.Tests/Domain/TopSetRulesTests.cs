using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed class TopSetRulesTests
{
    [Theory]
    [InlineData("82.5", "5", 82.5, 5)]
    [InlineData("82,5", "5", 82.5, 5)]
    [InlineData(" 0 ", "1", 0, 1)]
    [InlineData("1000", "1000", 1000, 1000)]
    [InlineData("80.50", "5.0", 80.5, 5)]
    [InlineData("+60", "08", 60, 8)]
    public void What_an_athlete_means_is_understood(string weight, string reps, double kg, int count)
    {
        var (set, faults) = TopSetRules.Check(weight, reps);
        faults.ShouldBeEmpty();
        set.ShouldBe(new TopSet((decimal)kg, count));
    }

    [Theory]
    [InlineData("", "5")]
    [InlineData("1,000.5", "5")]
    [InlineData("1 000", "5")]
    [InlineData("٨٠", "5")]
    [InlineData("80kg", "5")]
    [InlineData("--1", "5")]
    [InlineData("0x10", "5")]
    [InlineData("99999999999999999999999999999999", "5")]
    [InlineData(null, "5")]
    [InlineData("80", null)]
    [InlineData("80", "-3")]
    [InlineData("80", "1e1")]
    public void What_is_unclear_is_refused(string? weight, string? reps)
    {
        var (set, faults) = TopSetRules.Check(weight, reps);
        set.ShouldBeNull();
        faults.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(80, "80")]
    [InlineData(82.5, "82.5")]
    [InlineData(0.25, "0.25")]
    public void Numbers_are_shown_without_trailing_zeros(double number, string shown) => Numbers.Show((decimal)number).ShouldBe(shown);
}
