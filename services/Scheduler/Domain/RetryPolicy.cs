namespace Platform.Scheduler.Domain;

/// <param name="ReadyAt">When it is tried again; set exactly where the status is <see cref="RunStatus.Failed"/>.</param>
internal readonly record struct AfterFailure(string Status, DateTimeOffset? ReadyAt)
{
    public bool NeedsAttention => ReadyAt is null;
}

/// <summary>A failed run is tried again five minutes later, three times; then a person is told.</summary>
internal static class RetryPolicy
{
    public const int Retries = 3;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <param name="attempt">The attempt that failed, from 1.</param>
    public static AfterFailure Decide(int attempt, bool retryable, DateTimeOffset now) => (retryable, attempt) switch
    {
        (false, _) => new(RunStatus.Alerted, null),
        (true, <= Retries) => new(RunStatus.Failed, now + Pause),
        _ => new(RunStatus.Alerted, null),
    };
}
