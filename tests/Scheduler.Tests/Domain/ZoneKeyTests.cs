using NodaTime;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Domain;

public sealed class ZoneKeyTests
{
    [Theory]
    [InlineData("Asia/Kathmandu", "Asia/Kathmandu")]
    [InlineData("+05:45", "UTC+05:45")]
    [InlineData("-03:30", "UTC-03:30")]
    [InlineData("+14:00", "UTC+14")]
    [InlineData("+00:00", "UTC")]
    [InlineData("-00:00", "UTC")]
    [InlineData("Z", "UTC")]
    [InlineData("UTC", "UTC")]
    public void A_zone_has_one_key(string text, string key) => ZoneKey.Parse(text)!.Id.ShouldBe(key);

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("europe/paris")]
    [InlineData("+14:01")]
    [InlineData("+5")]
    [InlineData("5.5")]
    [InlineData("GMT+3")]
    [InlineData("UTC+03")]
    [InlineData("*")]
    [InlineData(" Europe/Paris")]
    public void Anything_else_is_no_zone(string text) => ZoneKey.Parse(text).ShouldBeNull();

    [Fact]
    public void Every_key_reads_back_as_the_zone_it_stands_for()
    {
        var texts = DateTimeZoneProviders.Tzdb.Ids.Concat(
            from sign in "+-" from minutes in Enumerable.Range(0, 14 * 60 + 1) select $"{sign}{minutes / 60:D2}:{minutes % 60:D2}");
        foreach (var text in texts)
        {
            var zone = ZoneKey.Parse(text).ShouldNotBeNull(text);
            ZoneKey.Read(zone.Id).ShouldBe(zone, text);
        }
    }
}
