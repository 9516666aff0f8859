using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Platform.ServiceDefaults.Identity;

namespace Platform.ServiceDefaults.Tests;

public sealed class TicketMemoryTests
{
    private static readonly KnownTicket Known = new(new(new ClaimsPrincipal(), "Bearer"), DateTimeOffset.MaxValue);

    [Fact]
    public void It_finds_what_it_was_given_and_nothing_else()
    {
        var memory = new TicketMemory(10);
        memory.Add("one", Known);

        memory.Find("one").ShouldBe(Known);
        memory.Find("ONE").ShouldBeNull();
        memory.Find("on").ShouldBeNull();
        memory.Find("").ShouldBeNull();
    }

    [Fact]
    public void It_stays_bounded_and_keeps_what_is_in_use()
    {
        var memory = new TicketMemory(100);
        for (var i = 0; i < 10_000; i++)
        {
            memory.Add($"ticket {i}", Known);
            memory.Find("ticket 0").ShouldNotBeNull();
            memory.Count.ShouldBeLessThanOrEqualTo(200);
        }

        memory.Find("ticket 9999").ShouldBe(Known);
        memory.Find("ticket 5000").ShouldBeNull();
    }

    [Fact]
    public void Many_at_once_overfill_it_by_no_more_than_they_are()
    {
        var memory = new TicketMemory(50);

        Parallel.For(0, 20_000, i => memory.Add($"ticket {i}", Known));

        memory.Count.ShouldBeLessThan(50 * 2 + 200);
    }
}
