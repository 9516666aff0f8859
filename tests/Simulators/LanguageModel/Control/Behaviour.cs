namespace Platform.LanguageModelSimulator.Control;

public enum Mode
{
    /// <summary>The text as given: valid, unsafe, whatever the test wants the model to say. Without one, a good answer.</summary>
    Answer,

    /// <summary>A document that breaks off, though the model says it is done.</summary>
    InvalidJson,

    /// <summary>JSON that has nothing to do with the schema.</summary>
    WrongSchema,

    /// <summary>A good answer in which every free text repeats what the user message told the model to do.</summary>
    Echo,

    /// <summary>A good answer, late.</summary>
    Slow,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>An error with the given status, 500 otherwise.</summary>
    Error,

    /// <summary>The connection is cut in the middle of the body.</summary>
    HangUp,

    /// <summary>200 with a body that is not the API's.</summary>
    Garbage,

    /// <summary>The model declines.</summary>
    Refuse,

    /// <summary>Half of a good answer, <c>finish_reason</c> <c>length</c>.</summary>
    Truncate,

    /// <summary>A good answer without <c>usage</c>, as some servers give it.</summary>
    NoUsage,
}

/// <summary>What happens to a request. The first in the queue that fits it is taken.</summary>
/// <param name="Text">answer: what the model says. echo: what it repeats (otherwise the user message).</param>
/// <param name="DelayMs">slow: how late (2000).</param>
/// <param name="RetryAfterSeconds">rateLimited, error: the header's value; none: no header.</param>
/// <param name="Status">error: 400 to 599.</param>
/// <param name="Key">Only requests with this key.</param>
/// <param name="Contains">Only requests of which a message contains this.</param>
/// <param name="Schema">Only requests for this schema.</param>
/// <param name="Count">How many requests it is for; null: until it is cleared.</param>
public sealed record Behaviour(
    Mode Mode, string? Text = null, int? DelayMs = null, int? RetryAfterSeconds = null, int? Status = null, string? Key = null,
    string? Contains = null, string? Schema = null, int? Count = 1)
{
    /// <summary>Every mistake in this behaviour, in words.</summary>
    internal IEnumerable<string> Mistakes()
    {
        if (Count is < 1)
        {
            yield return "count must be 1 or more, or null for until cleared.";
        }

        if (DelayMs is < 0 or > 600_000)
        {
            yield return "delayMs must be 0 to 600000.";
        }

        if (RetryAfterSeconds is < 0 or > 86_400)
        {
            yield return "retryAfterSeconds must be 0 to 86400.";
        }

        if (Status is < 400 or > 599)
        {
            yield return "status must be 400 to 599.";
        }
    }

    internal bool Fits(RecordedRequest request) =>
        (Key is null || Key == request.Key)
        && (Schema is null || Schema == request.SchemaName)
        && (Contains is null || request.Messages.Any(m => m.Content.Contains(Contains, StringComparison.Ordinal)));
}
