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

    public static string Root { get; } = FindRoot();

    public static string Dll(string folder, string assembly) =>
        Path.Combine(Root, folder, "bin", Configuration, "net10.0", $"Platform.{assembly}.dll");

    // …/tests/Platform.Tests/bin/Release/net10.0/
    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests run inside the checkout.");
        }

        return folder.FullName;
    }
}
