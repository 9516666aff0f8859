using Platform.Standalone;

namespace Platform.Benchmarks.Scheduler;

/// <summary>A process of the service as the AppHost starts it.</summary>
internal static class Replica
{
    public const string Engines = "regenerate,checkin_analyzer,meal_delivery,cardio_regiment,training_dispatcher,compliance_scan,honours_board";

    /// <summary>Returns when it is ready.</summary>
    public static async Task<ChildProcess> StartAsync(string database, string identity, Uri broker)
    {
        var address = Peer.Address();
        var dll = Repository.Dll("services/Scheduler", "Scheduler");
        var replica = ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [dll],
            WorkingDirectory = Path.GetDirectoryName(dll),
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["ConnectionStrings__schedulerdb"] = database,
                ["ConnectionStrings__identitydb"] = identity,
                ["ConnectionStrings__rabbitmq"] = broker.ToString(),
                ["Scheduler__Engines"] = Engines,
                ["Logging__LogLevel__Default"] = "Warning",
            },
            OnLine = Figures.Note,
        });
        using var client = new HttpClient { BaseAddress = address };
        await Peer.AnswersAsync(client, "/health");
        return replica;
    }
}
