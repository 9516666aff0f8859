using System.Globalization;
using Platform.Standalone;

namespace Platform.Benchmarks;

/// <summary>Processes that listen beside this one.</summary>
internal static class Peer
{
    /// <summary>This program again, as a process of its own.</summary>
    public static ChildProcess Self(params string[] arguments) => ChildProcess.Start(new()
    {
        FileName = "dotnet",
        Arguments = [typeof(Peer).Assembly.Location, .. arguments],
        OnLine = Figures.Note,
    });

    /// <summary>A free port on loopback.</summary>
    public static Uri Address() => new($"http://127.0.0.1:{FreePort.Next()}");

    public static string Port(Uri address) => address.Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Waits until it listens and answers well.</summary>
    public static async Task AnswersAsync(HttpClient client, string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                if ((await client.GetAsync(path, patience.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                // Not listening yet.
            }

            await Task.Delay(100, patience.Token);
        }
    }
}
