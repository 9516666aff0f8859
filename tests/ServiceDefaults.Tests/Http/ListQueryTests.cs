using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.ServiceDefaults.Tests.Http;

public sealed class ListQueryTests
{
    [Fact]
    public void A_page_ends_in_the_cursor_that_the_next_one_begins_after()
    {
        var rows = Enumerable.Range(1, 4).Select(day => new DateOnly(2026, 11, day)).ToList();
        var page = Page.Of(rows, 3, row => [row, "back-squat"]);
        page.Items.ShouldBe(rows.Take(3));

        var query = new ListQuery();
        query.Cursor<DateOnly>(page.NextCursor, key => key is [var date, "back-squat"] && Dates.TryParse(date, out var on) ? on : null)
            .ShouldBe(new DateOnly(2026, 11, 3));
        query.Faults.None.ShouldBeTrue();
    }

    [Fact]
    public void The_last_page_has_no_cursor() => Page.Of([1, 2, 3], 3, row => [row]).NextCursor.ShouldBeNull();

    [Fact]
    public void Without_parameters_a_list_has_fifty_items_from_the_start_of_an_open_period()
    {
        var query = new ListQuery();
        query.Limit(null).ShouldBe(50);
        query.Period(null, null).ShouldBe((DateOnly.MinValue, DateOnly.MaxValue));
        query.IdCursor(null).ShouldBeNull();
        query.OneOf("status", null, ["open"]).ShouldBeNull();
        query.Faults.None.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("AAAA")]
    [InlineData("bm8gaWQ")]
    public void What_no_page_has_given_is_no_cursor(string text)
    {
        var query = new ListQuery();
        query.IdCursor(text).ShouldBeNull();
        query.Faults.Found.ShouldHaveSingleItem().Field.ShouldBe("cursor");
    }

    [Fact]
    public void A_cursor_with_a_nul_never_reaches_the_database()
    {
        var query = new ListQuery();
        query.Cursor<int>(System.Buffers.Text.Base64Url.EncodeToString("a\0"u8), key => key.Length == 0 ? null : key.Length).ShouldBeNull();
        query.Faults.Found.ShouldHaveSingleItem().Field.ShouldBe("cursor");
    }

    [Fact]
    public void Every_fault_is_told_by_the_name_of_its_parameter()
    {
        var query = new ListQuery();
        query.Period("22.11.2026", "2026-02-30");
        query.Period("2026-11-23", "2026-11-22");
        query.Limit("101");
        query.Id("userId", "me");
        query.OneOf("status", "shut", ["open"]);
        query.Faults.Found.Select(f => f.Field).ShouldBe(["from", "to", "to", "limit", "userId", "status"]);
    }
}
