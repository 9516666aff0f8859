using NodaTime;
using NodaTime.TimeZones;
using Platform.ServiceDefaults.Time;

namespace Platform.ServiceDefaults.Tests.Time;

public sealed class ZonesTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 12, 0);

    [Fact]
    public void Every_id_of_the_tz_database_is_a_zone()
    {
        foreach (var id in TzdbDateTimeZoneSource.Default.GetIds())
        {
            Zones.TryParse(id, out var zone).ShouldBeTrue(id);
            zone.ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", 14 * 60)]
    [InlineData("Asia/Kathmandu", 345)]
    [InlineData("Asia/Katmandu", 345)] // an alias
    [InlineData("America/St_Johns", -210)]
    [InlineData("UTC", 0)]
    [InlineData("Z", 0)]
    [InlineData("+05:45", 345)]
    [InlineData("-03:30", -210)]
    [InlineData("+14:00", 840)]
    [InlineData("-14:00", -840)]
    [InlineData("+00:00", 0)]
    [InlineData("-00:30", -30)]
    public void A_zone_has_its_offset(string text, int minutes)
    {
        Zones.TryParse(text, out var zone).ShouldBeTrue();
        zone.GetUtcOffset(Noon).ShouldBe(Offset.FromSeconds(minutes * 60));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("europe/paris")]
    [InlineData(" Europe/Paris")]
    [InlineData("Europe/Paris ")]
    [InlineData("UTC+05:45")]
    [InlineData("UTC+25")]
    [InlineData("5:45")]
    [InlineData("+5:45")]
    [InlineData("+0545")]
    [InlineData("+05:60")]
    [InlineData("+14:01")]
    [InlineData("-18:00")]
    [InlineData("+99:99")]
    [InlineData("+٠٥:٤٥")]
    [InlineData("+05:45:00")]
    [InlineData("--5:45")]
    [InlineData("Europe/Paris\0")]
    public void Anything_else_is_refused(string? text)
    {
        Zones.TryParse(text, out var zone).ShouldBeFalse();
        zone.ShouldBeNull();
    }
}
