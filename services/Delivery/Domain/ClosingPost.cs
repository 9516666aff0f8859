namespace Platform.Delivery.Domain;

/// <summary>How a day ended: what was logged, what was missed, and one plain sentence that shames nobody.</summary>
internal static class ClosingPost
{
    /// <param name="name">What the day was about, such as the training day's name.</param>
    public static Post Describe(string name, DateOnly localDate, IReadOnlyList<ClosedItem> items, Reader reader, bool quiet = false)
    {
        var texts = reader.Texts;
        var logged = items.Count(i => i.Logged is not null);
        var told = logged == 0 ? $"{texts.ClosingNone} {texts.EncourageNone}"
            : logged == items.Count ? $"{texts.LoggedAll(logged)} {texts.EncourageAll}"
            : $"{texts.LoggedSoFar(logged, items.Count)} {texts.EncourageSome}";
        return new(
            texts.ClosingTitle(name), texts.LongDate(localDate), null, told,
            [.. items.Select(i => new PostItem(
                i.Id, i.Name, i.Logged is null ? [texts.Missed] : [], Asks: false, i.Logged, i.Logged is null ? ItemState.Missed : ItemState.Closed))],
            Quiet: quiet);
    }
}

/// <param name="Logged">As its person reads it; null: missed.</param>
internal sealed record ClosedItem(string Id, string Name, string? Logged);
