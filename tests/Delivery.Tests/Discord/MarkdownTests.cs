using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Delivery.Channels;
using Platform.Delivery.Channels.Discord;
using static Platform.Delivery.Tests.Discord.MarkdownReader;

namespace Platform.Delivery.Tests.Discord;

public sealed class MarkdownTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(600);

    // Pieces that mean something, together and on their own, and what surrounds them.
    private static readonly Gen<string> Awkward = Gen.OneOf(
        Gen.Elements(
            "@everyone", "@here", "<@123>", "<@!123>", "<@&45>", "<#67>", "</today:89>", "<id:customize>", "<t:1618953630:R>", "<:n:12>", "<a:n:12>", ":smile:",
            ":+1:", "http://a.b/c", "HTTPS://x.y", "<https://a.b>", "[a](http://b.c)", "[a](<b>)", "discord.gg/abc", "discord.com/invite/x", "steam://run",
            "<me@you.org>", "<+15551234567>", "**b**", "*i*", "_i_", "__u__", "~~s~~", "||s||", "`c`", "```c```", "# h", "-# s", "> q", ">>> q", "- l", "* l", "1. l", "+ l"),
        Gen.Elements(
            "\\", "*", "**", "***", "_", "__", "~", "~~", "`", "``", "|", "||", "<", ">", "#", "-", "+", "[", "]", "(", ")", ":", "@", "!", "/", ".", "1.", " ", "  ", "a", "é", "\n",
            "\r\n", "\t", "\u00A0", "\u200B", "\u202E", "\u2066", "\u200D", "\u0301", "\uFE0F", "\u3164", "\u2800", "\uD83C", "🏋", "🏋🏽‍♀️", "¯\\_(ツ)_/¯", "\0", "\u2028", "漢字", "𝔘"),
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));

    private static readonly Arbitrary<string> AnyText = Awkward.ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    [Theory]
    [InlineData("**b**", "bold")]
    [InlineData("*i*", "italic")]
    [InlineData("_i_", "italic")]
    [InlineData("__u__", "underlined")]
    [InlineData("~~s~~", "struck")]
    [InlineData("||s||", "spoiler")]
    [InlineData("`c`", "code")]
    [InlineData("```c```", "code block")]
    [InlineData("# h", "block")]
    [InlineData("-# s", "block")]
    [InlineData("> q", "block")]
    [InlineData("1. l", "block")]
    [InlineData("- l", "block")]
    [InlineData("x @everyone", "everyone")]
    [InlineData("<@123>", "person")]
    [InlineData("<@&123>", "role")]
    [InlineData("<#123>", "channel")]
    [InlineData("</today:123>", "command")]
    [InlineData("<id:customize>", "place")]
    [InlineData("<t:1618953630:R>", "time")]
    [InlineData("<:n:123>", "emoji")]
    [InlineData(":smile:", "emoji")]
    [InlineData("see https://a.b/c", "link")]
    [InlineData("<https://a.b/c>", "link")]
    [InlineData("[a](https://b.c)", "link")]
    [InlineData("discord.gg/abc", "invitation")]
    public void What_takes_effect_when_written_plainly_shows_as_itself_when_escaped(string text, string kind)
    {
        Read(text).ShouldContain(n => n.Kind == kind);
        Read(Markdown.Escape(text, 100)).ShouldBe([new Node(Node.Plain, text)]);
    }

    [Fact]
    public void Any_text_shows_as_itself_and_has_no_effect_wherever_it_stands() => Prop.ForAll(AnyText, text =>
    {
        var (shown, escaped) = (PlainText.Cut(text, 300), Markdown.Escape(text, 300));
        Read(escaped).ShouldBe(shown.Length == 0 ? [] : [new Node(Node.Plain, shown)]);
        Read($"a · {escaped} · b").ShouldBe([new Node(Node.Plain, $"a · {shown} · b")]);
        if (shown.Length > 0)
        {
            Read($"- **{escaped}**\n  {escaped}").ShouldBe(
                [new Node("block", "-"), new Node("bold", shown), new Node(Node.Plain, "  " + shown)], new Bare());
            Read($"## {escaped} (1/2)").ShouldBe([new Node("block", "##"), new Node(Node.Plain, $"{shown} (1/2)")]);
        }
    }).Check(Config);

    [Fact]
    public void An_escaped_text_is_at_most_twice_as_long() => Prop.ForAll(AnyText, text =>
        PlainText.Length(Markdown.Escape(text, 50)).ShouldBeLessThanOrEqualTo(100)).Check(Config);

    [Fact]
    public void A_cleaned_text_is_one_line_of_visible_characters_and_stays_as_it_is() => Prop.ForAll(AnyText, text =>
    {
        var clean = PlainText.Clean(text);
        PlainText.Clean(clean).ShouldBe(clean);
        clean.ShouldBe(clean.Trim());
        clean.ShouldNotContain("  ");
        // Decoding and encoding changes nothing: no halves of characters.
        new UTF8Encoding(false, true).GetString(Encoding.UTF8.GetBytes(clean)).ShouldBe(clean);
        clean.EnumerateRunes().Where(r => r.Value != 0x200D).ShouldAllBe(r =>
            Rune.GetUnicodeCategory(r) != UnicodeCategory.Control && Rune.GetUnicodeCategory(r) != UnicodeCategory.Format);
    }).Check(Config);

    [Fact]
    public void A_cut_text_keeps_to_its_length_and_breaks_no_character() => Prop.ForAll(AnyText, Gen.Choose(2, 60).ToArbitrary(), (text, most) =>
    {
        var (clean, cut) = (PlainText.Clean(text), PlainText.Cut(text, most));
        PlainText.Length(cut).ShouldBeLessThanOrEqualTo(most);
        if (cut != clean)
        {
            cut.ShouldEndWith("…");
            clean.ShouldStartWith(cut[..^1]);
            StringInfo.ParseCombiningCharacters(clean).Select(at => clean[..at].TrimEnd()).ShouldContain(cut[..^1]);
        }
    }).Check(Config);

    [Theory]
    [InlineData("a\u200Bb\u202Ec\u2066d\uFEFFe", "abcde")]
    [InlineData(" a\r\n\tb\u2028c\u3164d ", "a b c d")]
    [InlineData("Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306", "Z\u0300\u0301\u0302\u0303")]
    [InlineData("\u0301a", "a")]
    [InlineData("🏋🏽‍♀️ 👩‍👩‍👧 a\u200Db", "🏋🏽‍♀️ 👩‍👩‍👧 ab")]
    [InlineData("12\u00A0kg", "12\u00A0kg")]
    [InlineData("", "")]
    public void What_has_no_shape_is_left_out(string text, string shown) => PlainText.Clean(text).ShouldBe(shown);

    [Fact]
    public void Lengths_are_counted_in_code_points() => PlainText.Length("a🏋é").ShouldBe(3);

    // Indentation of a following line is the list's own.
    private sealed class Bare : IEqualityComparer<Node>
    {
        public bool Equals(Node? x, Node? y) => x!.Kind == y!.Kind && x.Text.TrimStart(' ') == y.Text.TrimStart(' ');

        public int GetHashCode(Node node) => node.Kind.GetHashCode(StringComparison.Ordinal);
    }
}
