namespace Platform.Demo;

internal static class Wait
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(90);

    /// <summary>Asks until the answer is right; a refusal on the way counts as not yet.</summary>
    /// <exception cref="TimeoutException">It has not become right within a minute and a half.</exception>
    public static async Task<T> ForAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight, CancellationToken ct, TimeSpan? most = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(most ?? Most);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        object? last = null;
        while (true)
        {
            try
            {
                var answer = await ask();
                if (isRight(answer))
                {
                    return answer;
                }

                last = answer;
            }
            catch (Exception failure) when (failure is RefusedException or HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                last = failure.Message;
            }

            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited in vain; the last answer was: {last}");
            }
        }
    }
}
