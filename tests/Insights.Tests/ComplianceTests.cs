using Platform.Insights.Domain;

namespace Platform.Insights.Tests;

public sealed class ComplianceTests
{
    [Fact]
    public void With_nothing_decided_there_is_no_percentage()
    {
        default(Compliance).Percent.ShouldBeNull();
        new Compliance(0, 0, Open: 5).Percent.ShouldBeNull();
    }

    [Fact]
    public void Everything_missed_is_zero_percent() => new Compliance(0, Missed: 3, 0).Percent.ShouldBe(0m);

    [Fact]
    public void What_is_open_counts_as_expected_and_changes_no_percentage()
    {
        var compliance = new Compliance(Logged: 2, Missed: 1, Open: 4);
        compliance.Expected.ShouldBe(7);
        compliance.Percent.ShouldBe(66.7m);
    }
}
