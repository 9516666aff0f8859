using System.Globalization;

namespace Platform.PlanGeneration.Domain.Validation;

internal enum FigureUnit
{
    /// <summary>Repetitions, or metres that everyone understands: only after a times sign.</summary>
    None,
    Metres,
    Seconds,
}

/// <summary>An amount that a text claims, such as <c>24 km</c> or <c>6 × 1000 m</c>.</summary>
/// <param name="Times">6 of <c>6 × 1000 m</c>; null without a times sign.</param>
/// <param name="Value">In metres or seconds; as it stands without a unit.</param>
/// <param name="Grain">What the last written digit stands for, in the same unit: a kilometre of <c>24 km</c>, 100 m of <c>24.3 km</c>.</param>
/// <param name="OfWeek">True where the sentence speaks of a week.</param>
internal readonly record struct Figure(int? Times, double Value, FigureUnit Unit, double Grain, bool OfWeek, int At, int Length);

/// <summary>
/// Reads the amounts that a text claims. What is no claim on the work is passed over: ranges, paces, clock times, and
/// amounts that belong to a race or to something that is done every so often.
/// </summary>
internal ref struct FigureReader(ReadOnlySpan<char> text)
{
    private static readonly string[] NotAfter =
        ["every", "each", "per", "within", "after", "before", "until", "than", "by", "under", "below", "sub", "from", "towards", "toward", "past", "next", "your", "at"];

    private static readonly string[] NotBefore =
        ["race", "races", "racer", "pace", "paces", "time", "times", "goal", "effort", "speed", "record", "split", "splits", "test", "best", "result", "runner", "event", "distance", "slower", "faster", "more", "less", "longer", "shorter", "before", "after", "apart", "each", "a", "an", "per", "ago", "early", "later", "either", "below", "above"];

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public bool Next(out Figure figure)
    {
        while (_at < _text.Length)
        {
            var digit = _text[_at..].IndexOfAnyInRange('0', '9');
            if (digit < 0)
            {
                break;
            }

            var start = _at + digit;
            _at = start;
            if (Read(start, out figure))
            {
                return true;
            }
        }

        figure = default;
        return false;
    }

    private bool Read(int start, out Figure figure)
    {
        figure = default;
        // 3-1-1-0, 4:30, 10–12, A1: no amount of its own.
        var sound = start == 0 || !(char.IsLetterOrDigit(_text[start - 1]) || _text[start - 1] is ':' or '-' or '–' or '+' or '/' or '.' or ',' or '#' or '~' or '<' or '>');
        if (!Number(out var value, out var grain))
        {
            return false;
        }

        int? times = null;
        var after = _at;
        Blanks();
        if (_at < _text.Length && _text[_at] is '×' or 'x' or 'X' && value is > 0 and <= 200 && grain == 1)
        {
            _at++;
            Blanks();
            if (_at >= _text.Length || !char.IsAsciiDigit(_text[_at]))
            {
                return false;
            }

            times = (int)value;
            if (!Number(out value, out grain))
            {
                return false;
            }

            after = _at;
            Blanks();
        }

        var (unit, factor, known) = Unit();
        if (!known)
        {
            _at = Math.Max(after, start + 1);
        }

        if (!sound || (!known && times is null) || value <= 0 || (known && IsNoClaim(start, times is not null)))
        {
            return false;
        }

        figure = new(times, value * factor, unit, grain * factor, IsOfWeek(start), start, _at - start);
        return known || !FollowedByUnit();
    }

    /// <summary>A number by itself; false for parts of dates, clock times, ranges and percentages. What was read is passed.</summary>
    private bool Number(out double value, out double grain)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || IsInside(_at)))
        {
            _at++;
        }

        var written = _text[start.._at];
        var dot = written.LastIndexOf('.');
        grain = dot < 0 ? 1 : Math.Pow(10, -(written.Length - dot - 1));
        var plain = written.ToString().Replace(",", "", StringComparison.Ordinal);
        var read = double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        var next = _at < _text.Length ? _text[_at] : ' ';
        var further = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        return read && !(next is ':' or '%' or '/' or '°' || (next is '-' or '–' && (char.IsAsciiDigit(further) || further == ' ')) || (next == '\'' && char.IsLetter(further)));
    }

    /// <summary>A decimal point, or the comma of 1,000.</summary>
    private readonly bool IsInside(int at) => at + 1 < _text.Length && char.IsAsciiDigit(_text[at + 1])
        && (_text[at] == '.' || (_text[at] == ',' && at + 3 < _text.Length && char.IsAsciiDigit(_text[at + 2]) && char.IsAsciiDigit(_text[at + 3])));

    private void Blanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\u00a0' or '\u202f')
        {
            _at++;
        }
    }

    private (FigureUnit Unit, double Factor, bool Known) Unit()
    {
        // 90-minute
        var start = _at < _text.Length && _text[_at] == '-' ? _at + 1 : _at;
        var end = start;
        while (end < _text.Length && char.IsLetter(_text[end]))
        {
            end++;
        }

        (FigureUnit, double, bool) unit = _text[start..end] switch
        {
            "km" or "kilometre" or "kilometres" or "kilometer" or "kilometers" => (FigureUnit.Metres, 1_000, true),
            "m" or "metre" or "metres" or "meter" or "meters" => (FigureUnit.Metres, 1, true),
            "min" or "mins" or "minute" or "minutes" => (FigureUnit.Seconds, 60, true),
            "h" or "hour" or "hours" => (FigureUnit.Seconds, 3_600, true),
            "s" or "sec" or "secs" or "second" or "seconds" => (FigureUnit.Seconds, 1, true),
            _ => (FigureUnit.None, 1, false),
        };
        // 250 s/km is a pace.
        if (unit.Item3 && end < _text.Length && _text[end] == '/')
        {
            _at = end;
            return (FigureUnit.None, 1, false);
        }

        _at = unit.Item3 ? end : _at;
        return unit;
    }

    /// <summary>5 × 5 kg is a load, 3 × 8/side is not more.</summary>
    private readonly bool FollowedByUnit()
    {
        var rest = _text[_at..].TrimStart(' ');
        return rest.StartsWith("kg") || rest.StartsWith("W ") || rest.StartsWith("%");
    }

    private readonly bool IsNoClaim(int start, bool repeated)
    {
        if (repeated)
        {
            return false;
        }

        var before = _text[..start].TrimEnd(' ');
        var wordBefore = before[(before.LastIndexOfAny(" (,;:\"“") + 1)..];
        var after = _text[_at..].TrimStart(" )");
        var end = 0;
        while (end < after.Length && char.IsLetter(after[end]))
        {
            end++;
        }

        return Is(wordBefore, NotAfter) || Is(after[..end], NotBefore) || after.StartsWith("–") || after.StartsWith("+");
    }

    private readonly bool IsOfWeek(int start)
    {
        var from = _text[..start].LastIndexOfAny(".!?") + 1;
        var to = _text[_at..].IndexOfAny(".!?");
        return _text[from..(to < 0 ? _text.Length : _at + to)].Contains("week", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Is(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var one in words)
        {
            if (word.Equals(one, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
