using System.Globalization;
using System.Text;

namespace Platform.Delivery.Channels;

/// <summary>Text of others, made fit for one line: nothing invisible, nothing that breaks the line or reaches out of it.</summary>
internal static class PlainText
{
    private const string Ellipsis = "…";
    private const char NoBreakSpace = '\u00A0';
    private const char NarrowNoBreakSpace = '\u202F';
    private const int Joiner = 0x200D;

    // Marks stacked on one character beyond this cover other lines.
    private const int MostMarks = 4;

    /// <summary>How Discord counts: in Unicode code points. The text has no surrogates without their other half.</summary>
    public static int Length(string text)
    {
        var length = 0;
        foreach (var unit in text)
        {
            length += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return length;
    }

    /// <summary>
    /// One line: line breaks and runs of white space become one space, what has no shape of its own is left out (controls,
    /// zero widths, changes of direction, private use), and marks are bounded. Emoji of several code points stay whole.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        char? gap = null;
        var marks = 0;
        var pictures = false;
        var joins = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsGap(rune))
            {
                gap = gap is null && rune.Value is NoBreakSpace or NarrowNoBreakSpace ? (char)rune.Value : ' ';
                joins = false;
                continue;
            }

            if (rune.Value == Joiner && gap is null)
            {
                joins = pictures;
                continue;
            }

            if (IsShapeless(rune))
            {
                continue;
            }

            var isMark = IsMark(rune);
            if (isMark && (gap is not null || clean.Length == 0 || marks == MostMarks))
            {
                continue;
            }

            if (gap is { } space && clean.Length > 0)
            {
                clean.Append(space);
            }

            var isPicture = Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;
            if (joins && isPicture)
            {
                clean.Append((char)Joiner);
            }

            // A colour of skin and the selector of the coloured form belong to the picture before.
            pictures = isPicture || (pictures && (isMark || Rune.GetUnicodeCategory(rune) is UnicodeCategory.ModifierSymbol));
            (gap, joins, marks) = (null, false, isMark ? marks + 1 : 0);
            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>Clean, and at most so many code points, cut between what a person sees as characters.</summary>
    public static string Cut(string text, int most)
    {
        var clean = Clean(text);
        if (clean.Length <= most || Length(clean) <= most)
        {
            return clean;
        }

        var (at, taken) = (0, 0);
        while (at < clean.Length)
        {
            var next = StringInfo.GetNextTextElementLength(clean, at);
            var width = Length(clean.Substring(at, next));
            if (taken + width > most - 1)
            {
                break;
            }

            (at, taken) = (at + next, taken + width);
        }

        return clean[..at].TrimEnd() + Ellipsis;
    }

    private static bool IsClean(string text)
    {
        var before = ' ';
        foreach (var unit in text)
        {
            if (unit is < ' ' or > '~' && unit is not ('é' or '×' or '·' or 'è' or 'à' or 'ê'))
            {
                return false;
            }

            if (unit == ' ' && before == ' ')
            {
                return false;
            }

            before = unit;
        }

        return before != ' ' || text.Length == 0;
    }

    // White space, breaks, and letters and symbols that are blank.
    private static bool IsGap(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && rune.Value is not 0);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsShapeless(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
        || rune.Value is 0x034F or 0x17B4 or 0x17B5 or 0x2065 or (>= 0x180B and <= 0x180F) or (>= 0xFFF0 and <= 0xFFF8)
            or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xE0000 and <= 0xE00FF) or (>= 0xE01F0 and <= 0xE0FFF)
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
