using Platform.Gateway.Data;
using Platform.Gateway.Domain;

namespace Platform.Gateway.Tests;

public sealed class RuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(5, 0, "Rotate")]
    [InlineData(5, 86_400, "Rotate")]
    [InlineData(4, 0, "Repeat")]
    [InlineData(4, 30, "Repeat")]
    [InlineData(4, 31, "RevokeForReuse")]
    [InlineData(3, 0, "RevokeForReuse")]
    [InlineData(6, 0, "Refuse")]
    public void The_latest_refresh_ticket_rotates_and_the_one_before_repeats_for_thirty_seconds(int serial, int secondsAgo, string outcome) =>
        RefreshRule.Decide(Session(lastUsed: Now.AddSeconds(-secondsAgo)), serial, Now).ToString().ShouldBe(outcome);

    [Fact]
    public void An_ended_session_refuses_and_a_changed_stamp_ends_it()
    {
        RefreshRule.Decide(Session(revoked: Now), 5, Now).ShouldBe(RefreshOutcome.Refuse);
        RefreshRule.Decide(Session(stamp: "new"), 5, Now).ShouldBe(RefreshOutcome.RevokeForStamp);
        RefreshRule.Decide(Session(stamp: "new", revoked: Now), 5, Now).ShouldBe(RefreshOutcome.Refuse);
    }

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("ada.lovelace+gym@example.org", true)]
    [InlineData("björn@example.org", true)]
    [InlineData("@b", false)]
    [InlineData("a@", false)]
    [InlineData("a@@b", false)]
    [InlineData("a@b@c", false)]
    [InlineData("a b@c", false)]
    [InlineData("a@b.", false)]
    [InlineData("a\0@b.c", false)]
    [InlineData("a\n@b.c", false)]
    [InlineData("Ada <a@b.c>", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_has_a_shape(string? email, bool right) => AccountRules.IsEmail(email).ShouldBe(right);

    [Fact]
    public void An_address_has_an_end_and_can_be_stored()
    {
        AccountRules.IsEmail(new string('a', 250) + "@b.cd").ShouldBeFalse();
        AccountRules.IsEmail((char)0xD800 + "@b.cd").ShouldBeFalse();
    }

    [Theory]
    [InlineData("correct horse", null)]
    [InlineData("пароль пароль", null)]
    [InlineData("ninechars", "at least 10")]
    [InlineData("aaaaaaaaaaaaaaa", "different characters")]
    [InlineData("ADA@example.org", "not your e-mail")]
    [InlineData(null, "at least 10")]
    public void A_password_is_long_and_not_the_address(string? password, string? fault)
    {
        var faults = AccountRules.FaultsOfPassword("password", "ada@example.org", password).Select(f => f.Message).ToList();
        if (fault is null)
        {
            faults.ShouldBeEmpty();
        }
        else
        {
            faults.ShouldHaveSingleItem().ShouldContain(fault);
        }
    }

    private static Session Session(DateTimeOffset? lastUsed = null, DateTimeOffset? revoked = null, string stamp = "stamp") => new()
    {
        Role = "athlete", Serial = 5, SecurityStamp = "stamp", AccountStamp = stamp, LastUsedAt = lastUsed ?? Now, RevokedAt = revoked,
    };
}
