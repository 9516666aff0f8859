namespace Platform.Testing;

/// <summary>Waits for what happens in another process or thread: looks again until it is so, or the time is up.</summary>
public static class Eventually
{
    private static readonly TimeSpan Usually = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when <paramref name="assertion"/> passes; when the time is up, fails as it failed last.</summary>
    public static async Task AssertAsync(Func<Task> assertion, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? Usually);
        using var timer = new PeriodicTimer(LookEvery);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (!limit.IsCancellationRequested)
            {
                await timer.WaitForNextTickAsync();
            }
        }
    }

    public static Task AssertAsync(Action assertion, TimeSpan? within = null) => AssertAsync(
        () =>
        {
            assertion();
            return Task.CompletedTask;
        },
        within);

    /// <summary>Reads until the value is right, and returns it.</summary>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> read, Func<T, bool> isRight, TimeSpan? within = null)
    {
        T? value = default;
        await AssertAsync(
            async () =>
            {
                value = await read();
                if (!isRight(value))
                {
                    throw new TimeoutException($"Still waiting; read last: {value}");
                }
            },
            within);
        return value!;
    }
}
