using System.Diagnostics;

namespace Platform.Benchmarks.Delivery;

/// <summary>
/// How much of what Discord allows a bot is used, with the service's own settings: a backlog against the simulator, which
/// keeps Discord's limits. First where every channel is known, then where each is opened before its message.
/// </summary>
internal sealed class Limits(Rig rig, DiscordProcess discord, Figures figures)
{
    private const int AllowedPerSecond = 50;
    private const int WarmUpSeconds = 5;
    private const int KnownSeconds = 32;
    private const int OpenedSeconds = 16;

    // More than the limit lets through, so that there is always something to send.
    private const int Known = AllowedPerSecond * (WarmUpSeconds + KnownSeconds + 6);
    private const int Unknown = AllowedPerSecond * (WarmUpSeconds + OpenedSeconds + 6) / 2;

    public static async Task MeasureAsync(Rig rig, Figures figures)
    {
        await using var discord = await DiscordProcess.StartAsync();
        await using var service = await rig.StartAsync(discord.Address);
        await People.SeedAsync(rig, Known + Unknown);
        await People.KnowChannelsAsync(rig, 0, await discord.OpenChannelsAsync(0, Known));
        await new Limits(rig, discord, figures).MeasureAsync();
    }

    private async Task MeasureAsync()
    {
        await People.DueAsync(rig, 0, Known);
        var (posts, _) = await PaceAsync(KnownSeconds);
        figures.Add("posts_per_s", posts);
        figures.Add("limit_share", posts / AllowedPerSecond);
        await rig.DeliveredAsync(Known, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1));

        await People.DueAsync(rig, Known, Unknown);
        var (_, requests) = await PaceAsync(OpenedSeconds);
        figures.Add("limit_share_requests", requests / AllowedPerSecond);
        await rig.DeliveredAsync(Known + Unknown, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1));

        await rig.AllToldAsync(TimeSpan.FromMilliseconds(100));
        await rig.VerifyAsync(Known + Unknown);
        figures.Add("http_429", (await discord.RequestsAsync()).Where(r => r.Key.Status == 429).Sum(r => r.Value));
    }

    /// <returns>Messages and requests a second that Discord took, after a warm-up.</returns>
    private async Task<(double Posts, double Requests)> PaceAsync(int seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(WarmUpSeconds));
        var (before, started) = (await TakenAsync(), Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var (after, took) = (await TakenAsync(), Stopwatch.GetElapsedTime(started).TotalSeconds);
        return ((after.Posts - before.Posts) / took, (after.Requests - before.Requests) / took);
    }

    private async Task<(int Posts, int Requests)> TakenAsync()
    {
        var taken = (await discord.RequestsAsync()).Where(r => r.Key.Status is 200 or 201).ToList();
        return (taken.Where(r => r.Key.Route.StartsWith("POST /channels/", StringComparison.Ordinal)).Sum(r => r.Value), taken.Sum(r => r.Value));
    }
}
