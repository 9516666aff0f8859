using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Platform.Delivery.Channels.WebPush;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.WebPush;

public sealed class PushNoteTests
{
    [Fact]
    public void A_morning_lists_what_is_to_be_done()
    {
        var note = Render(new("Lower body", "Sunday", "Heavy, but clean.", "Log with its button.",
            [new("a", "Back squat", ["3 × 5", "rest 3 min"]), new("b", "Leg curl", ["2 × 8"], Logged: "40 kg × 8", State: ItemState.Logged)], 0, 2));
        ((string)note["title"]!).ShouldBe("Lower body (1/2)");
        ((string)note["body"]!).ShouldBe("Heavy, but clean.\nBack squat · 3 × 5\n✓ Leg curl · 40 kg × 8\nTap to log.");
        note.Select(p => p.Key).ShouldBe(["title", "body", "tag", "url", "silent", "lang"]);
        ((string)note["tag"]!).ShouldBe("tag");
        ((string)note["url"]!).ShouldBe("/today");
        ((bool)note["silent"]!).ShouldBeFalse();
    }

    [Fact]
    public void An_evening_tells_how_the_day_ended_without_a_sound_in_quiet_hours()
    {
        var note = Render(ClosingPost.Describe(
            "Lower body", new(2026, 11, 22), [.. Enumerable.Range(0, 8).Select(i => new ClosedItem($"e{i}", $"E{i}", i == 0 ? "80 kg × 5" : null))], new("fr", WeightUnit.Kg), quiet: true), "fr");
        ((string)note["body"]!).Split('\n')[1..].ShouldBe(["✓ E0 · 80 kg × 5", "✗ E1", "✗ E2", "✗ E3", "✗ E4", "✗ E5", "et 2 autres"]);
        ((bool)note["silent"]!).ShouldBeTrue();
        ((string)note["lang"]!).ShouldBe("fr");
    }

    [Fact]
    public void Any_post_fits_and_no_character_is_cut_in_two()
    {
        var text = Gen.Choose(0, 300).SelectMany(n => Gen.Elements("a", "\"", "é", "🏋", "漢", "\\", "\n", "👩‍👩‍👧", "<").ListOf(n)).Select(parts => string.Concat(parts));
        var posts =
            from title in text from purpose in text from names in text.ListOf(8)
            select new Post(title, null, purpose, purpose, [.. names.Select((n, i) => new PostItem($"i{i}", n, [n]))]);
        Prop.ForAll(posts.ToArbitrary(), post =>
        {
            var payload = PushNote.Render(post, "/today", "tag", Reader.Default);
            payload.Length.ShouldBeLessThanOrEqualTo(PushNote.MostBytes);
            var note = JsonNode.Parse(new UTF8Encoding(false, true).GetString(payload))!;
            ((string)note["body"]!).ShouldNotContain("\uFFFD");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_address_that_leaves_no_room_is_a_mistake_of_ours() =>
        Should.Throw<ArgumentException>(() => PushNote.Render(new("T", null, null, null, []), new string('x', 4000), "tag", Reader.Default));

    private static JsonObject Render(Post post, string language = "en") =>
        JsonNode.Parse(PushNote.Render(post, "/today", "tag", new(language, WeightUnit.Kg)))!.AsObject();
}
