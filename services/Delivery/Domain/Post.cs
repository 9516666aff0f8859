namespace Platform.Delivery.Domain;

/// <summary>
/// One message to a person, whatever channel brings it. Every text is plain text in the person's language, as written by
/// coaches and athletes: each channel escapes it and cuts it to its own limits.
/// </summary>
/// <param name="Title">Such as the name of the training day.</param>
/// <param name="Subtitle">Such as the date and the block; null: none.</param>
/// <param name="Purpose">A sentence of the coach; null: none.</param>
/// <param name="Ask">What is to be done with the buttons, or how the day ended; null: none.</param>
/// <param name="Part">Zero-based; a post too long for one message has several parts.</param>
/// <param name="Quiet">Brings no sound with it: it falls into the person's quiet hours.</param>
internal sealed record Post(
    string Title, string? Subtitle, string? Purpose, string? Ask, IReadOnlyList<PostItem> Items, int Part = 0, int Parts = 1, bool Quiet = false);

/// <param name="Id">A slug of <c>a-z 0-9 -</c>, at most 60 characters, unique within the post.</param>
/// <param name="Details">Each on one line or joined on one: sets and reps, rest, a note, the last top set.</param>
/// <param name="Asks">Whether it is to be logged: it has a button.</param>
/// <param name="Logged">What was logged, such as <c>82.5 kg × 5</c>; null: nothing yet.</param>
/// <param name="State">Whether it can still be logged.</param>
internal sealed record PostItem(
    string Id, string Name, IReadOnlyList<string> Details, bool Asks = true, string? Logged = null, ItemState State = ItemState.Open);

internal enum ItemState
{
    Open,
    Logged,

    /// <summary>The day is closed and it was not logged. The details say so.</summary>
    Missed,

    /// <summary>The day is closed: what was logged stays, and nothing is asked for any more.</summary>
    Closed,
}
