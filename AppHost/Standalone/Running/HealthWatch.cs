using Aspire.Hosting.ApplicationModel;

namespace Platform.Standalone;

/// <summary>Asks a resource how it is: often until it is healthy, every 30 seconds from then on.</summary>
internal sealed class HealthWatch(Resource resource, HealthCheck check, Board board)
{
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = AtMost };

    /// <summary>Returns when <paramref name="ct"/> is cancelled.</summary>
    internal async Task RunAsync(int processId, CancellationToken ct)
    {
        var address = new Uri(resource.Endpoint(check.EndpointName).Url + check.Path);
        var failures = 0;
        bool? before = null;
        try
        {
            while (true)
            {
                var healthy = await IsHealthyAsync(address, ct);
                if (healthy || before == true)
                {
                    Report(healthy, before, processId);
                    before = healthy;
                }

                failures = healthy ? 0 : failures + 1;
                await Task.Delay(healthy ? WhenHealthy : Pause(failures), ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The resource has ended, or the application is stopping.
        }
    }

    private void Report(bool healthy, bool? before, int processId)
    {
        if (healthy != before)
        {
            board.Set(resource, healthy ? ResourceState.Healthy : ResourceState.Unhealthy, processId);
        }
    }

    private static TimeSpan Pause(int failures) => Step * failures < AtMost ? Step * failures : AtMost;

    private async Task<bool> IsHealthyAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)answer.StatusCode == check.StatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
