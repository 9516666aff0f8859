namespace Platform.Scheduler.Data;

internal static class Text
{
    /// <summary>
    /// What others send is kept up to a length: a text is never a reason to lose its message. NUL, which PostgreSQL
    /// does not take, is left out; a pair of surrogates is not torn.
    /// </summary>
    public static string Cut(string text, int length)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        return clean.Length <= length ? clean
            : char.IsHighSurrogate(clean[length - 1]) ? clean[..(length - 1)]
            : clean[..length];
    }
}
