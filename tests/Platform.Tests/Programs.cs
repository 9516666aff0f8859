namespace Platform.Tests;

/// <summary>Where the programs of the platform lie once built, in the configuration these tests were built in.</summary>
internal static class Programs
{
    public const string Gateway = "gateway";
    public const string Simulator = "discord-simulator";

    /// <summary>Resource name, folder of the project, name of its database.</summary>
    public static readonly IReadOnlyList<(string Name, string Folder, string Assembly, string? Database)> All =
    [
        ("plangeneration", "services/PlanGeneration", "PlanGeneration", "plangenerationdb"),
        ("scheduler", "services/Scheduler", "Scheduler", "schedulerdb"),
        ("delivery", "services/Delivery", "Delivery", "deliverydb"),
        ("wearablesync", "services/WearableSync", "WearableSync", "wearablesyncdb"),
        ("insights", "services/Insights", "Insights", "insightsdb"),
        (Gateway, "gateway", "Gateway", null),
        (Simulator, "tests/Simulators/Discord", "DiscordSimulator", null),
    ];

    /// <summary>The services that a test may kill: all but the outside world.</summary>
    public static IEnumerable<string> Ours => All.Select(p => p.Name).Where(name => name != Simulator);
}
