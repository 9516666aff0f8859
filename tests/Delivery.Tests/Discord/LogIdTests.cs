using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Discord;

public sealed class LogIdTests
{
    [Fact]
    public void A_button_of_the_longest_exercise_id_is_still_taken_and_is_understood()
    {
        var (delivery, exercise) = (Guid.CreateVersion7(), new string('a', 60));
        var customId = LogId.For(delivery, exercise);
        customId.Length.ShouldBeLessThanOrEqualTo(100);
        LogId.Parse(customId).ShouldBe((delivery, exercise));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("log:")]
    [InlineData("log:018f00000000700080000000000000ff:")]
    [InlineData("log:018f0000-0000-7000-8000-000000000001:x")]
    [InlineData("other:018f00000000700080000000000000ff:x")]
    public void Other_ids_are_not(string? customId) => LogId.Parse(customId).ShouldBeNull();

    [Fact]
    public void A_nonce_fits_and_tells_deliveries_apart()
    {
        var nonces = Enumerable.Range(0, 1000).Select(_ => Nonce.For(Guid.CreateVersion7())).ToList();
        nonces.ShouldAllBe(n => n.Length == 22);
        nonces.Distinct().Count().ShouldBe(1000);
    }
}
