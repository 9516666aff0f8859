namespace Platform.WebPushSimulator.Control;

/// <summary>What goes wrong, on purpose.</summary>
internal enum FaultMode
{
    /// <summary>410.</summary>
    Gone,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>413.</summary>
    TooLarge,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>500, nothing stored.</summary>
    Error500,

    /// <summary>400, as some push services answer what they do not take.</summary>
    BadRequest,

    /// <summary>403: the VAPID proof is not taken.</summary>
    RefuseVapid,

    /// <summary>307 to <see cref="Fault.Location"/>.</summary>
    Redirect,

    /// <summary>The message is stored, the answer never comes.</summary>
    TimeoutAfterStore,

    /// <summary>The connection is cut, nothing stored.</summary>
    DropConnection,
}

/// <summary>A fault that is switched on.</summary>
/// <param name="Count">How many requests it hits; null: until it is cleared.</param>
/// <param name="SubscriptionId">Only this browser's; null: all.</param>
/// <param name="RetryAfter">rateLimited, unavailable: the header's very text, seconds or a date; null: no such header.</param>
/// <param name="DelayMs">timeoutAfterStore: how long the caller is left waiting (30000).</param>
/// <param name="Location">redirect: where to.</param>
internal sealed record Fault(FaultMode Mode, int? Count = null, Guid? SubscriptionId = null, string? RetryAfter = null, int? DelayMs = null, string? Location = null)
{
    public static int StatusOf(FaultMode mode) => mode switch
    {
        FaultMode.Gone => StatusCodes.Status410Gone,
        FaultMode.NotFound => StatusCodes.Status404NotFound,
        FaultMode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FaultMode.RateLimited => StatusCodes.Status429TooManyRequests,
        FaultMode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        FaultMode.BadRequest => StatusCodes.Status400BadRequest,
        FaultMode.RefuseVapid => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Every mistake in this fault, in words.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Count is < 1)
        {
            yield return "count must be 1 or more, or null for until cleared.";
        }

        if (DelayMs is < 0 or > 600_000)
        {
            yield return "delayMs must be 0 to 600000.";
        }

        if (Mode == FaultMode.Redirect && string.IsNullOrEmpty(Location))
        {
            yield return "location is needed for redirect.";
        }
    }
}
