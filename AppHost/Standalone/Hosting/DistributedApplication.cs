using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Standalone;

namespace Aspire.Hosting;

public sealed class DistributedApplication
{
    private readonly IHost _host;

    internal DistributedApplication(IHost host) => _host = host;

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>
    /// Runs until Ctrl-C, SIGTERM or a failure nobody can work with; leaves no process behind. The exit code of the
    /// program tells: 0 asked to stop, 1 could not run.
    /// </summary>
    public void Run()
    {
        using var impatience = Impatience.Watch();
        using (_host)
        {
            var runner = _host.Services.GetRequiredService<ApplicationRunner>();
            if (runner.TryPrepare())
            {
                _host.Run();
            }

            Environment.ExitCode = runner.Failed ? 1 : 0;
        }
    }
}
