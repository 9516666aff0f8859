using System.Reflection;
using System.Text.RegularExpressions;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed partial class TextsTests
{
    private static readonly string[] ReadWithoutMember = ["Days", "Months", "ShortMonths"];

    public static TheoryData<string> Languages => [.. Texts.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_with_the_same_placeholders(string language)
    {
        var (first, texts) = (Texts.Read(Texts.Languages[0]), Texts.Read(language));
        texts.Keys.ShouldBe(first.Keys, ignoreOrder: true);
        texts.ShouldAllBe(t => t.Value.Length > 0);
        foreach (var (key, text) in texts)
        {
            Placeholders(text).ShouldBe(Placeholders(first[key]), customMessage: key);
        }
    }

    [Fact]
    public void Every_text_has_a_member_and_every_member_its_text()
    {
        var members = Members().Select(m => m.Name.Replace("get_", "")).Distinct();
        var keys = Texts.Read("en").Keys.Select(k => PluralForm().Replace(k, "")).Distinct();
        members.Concat(ReadWithoutMember).ShouldBe(keys, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_member_fills_all_of_its_text(string language)
    {
        foreach (var member in Members())
        {
            foreach (var count in new[] { 0, 1, 2 })
            {
                var shown = (string)member.Invoke(Texts.For(language), [.. member.GetParameters().Select(p => Sample(p.ParameterType, count))])!;
                shown.ShouldNotBeNullOrWhiteSpace(member.Name);
                shown.ShouldNotMatch(@"[{}]", member.Name);
                foreach (var given in member.GetParameters().Where(p => p.ParameterType == typeof(string)))
                {
                    shown.ShouldContain("text", customMessage: member.Name);
                }
            }
        }
    }

    [Fact]
    public void French_is_set_as_French_is()
    {
        foreach (var (key, text) in Texts.Read("fr"))
        {
            TightSign().IsMatch(text).ShouldBeFalse($"{key}: no-break space before : ; ! ? % »");
            text.ShouldNotContain("'", customMessage: key);
            text.ShouldNotContain("...", customMessage: key);
        }
    }

    [Fact]
    public void Numbers_and_dates_read_as_the_language_writes_them()
    {
        var (english, french) = (Texts.For("en"), Texts.For("fr"));
        english.Number(82.50m).ShouldBe("82.5");
        french.Number(82.50m).ShouldBe("82,5");
        english.LongDate(new(2026, 11, 22)).ShouldBe("Sunday 22 November 2026");
        french.LongDate(new(2026, 11, 22)).ShouldBe("dimanche 22 novembre 2026");
        french.LongDate(new(2026, 8, 1)).ShouldBe("samedi 1er août 2026");
        french.ShortDate(new(2026, 2, 3)).ShouldBe("3 févr. 2026");
        english.Time(90).ShouldBe("1 min 30 s");
        french.Time(45).ShouldBe("45\u00A0s");
    }

    [Fact]
    public void One_and_many_are_told_apart_as_each_language_does()
    {
        Texts.For("fr").LoggedSoFar(0, 3).ShouldBe("0 sur 3 noté.");
        Texts.For("fr").LoggedSoFar(1, 3).ShouldBe("1 sur 3 noté.");
        Texts.For("fr").LoggedSoFar(2, 3).ShouldBe("2 sur 3 notés.");
        Texts.For("fr").PushMore(1).ShouldBe("et 1 autre");
        Texts.For("fr").PushMore(2).ShouldBe("et 2 autres");
        Texts.For("en").PushMore(2).ShouldBe("and 2 more");
    }

    [Fact]
    public void An_unknown_language_reads_English() => Texts.For("xx").ShouldBeSameAs(Texts.For("en"));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Commands_are_named_as_Discord_allows(string language)
    {
        var texts = Texts.Read(language).Where(t => t.Key.StartsWith("Command", StringComparison.Ordinal) || t.Key.StartsWith("Option", StringComparison.Ordinal)).ToList();
        texts.Count.ShouldBeGreaterThan(20);
        foreach (var (key, text) in texts.Where(t => t.Key != "OptionalHint"))
        {
            if (key.EndsWith("Help", StringComparison.Ordinal))
            {
                text.Length.ShouldBeInRange(1, 100, key);
            }
            else
            {
                text.ShouldMatch(@"^[\p{Ll}\p{N}_-]{1,32}$", key);
            }
        }

        texts.Where(t => t.Key.StartsWith("Command", StringComparison.Ordinal) && !t.Key.EndsWith("Help", StringComparison.Ordinal))
            .Select(t => t.Value).ShouldBeUnique();
    }

    // What has a text of its own: properties and methods that give a string, but for those that only compose others.
    private static IEnumerable<MethodInfo> Members() =>
        typeof(Texts).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(m => m.ReturnType == typeof(string) && m.Name is not ("get_Language" or "Get" or "GetPlural" or "Number" or "Time" or "Day"));

    private static object Sample(Type type, int count) =>
        type == typeof(string) ? "text"
        : type == typeof(int) ? count
        : type == typeof(decimal) ? count + 0.5m
        : new DateOnly(2026, 1, 1).AddMonths(count);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("_(one|other)$")]
    private static partial Regex PluralForm();

    [GeneratedRegex("[^\u00A0][:;!?%»]|«[^\u00A0]")]
    private static partial Regex TightSign();
}
