namespace Platform.Benchmarks;

/// <summary>The checkout that this program was built in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A project's built program.</summary>
    public static string Dll(string folder, string project) => Path.Combine(Root, folder, "bin/Release/net10.0", $"Platform.{project}.dll");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Platform.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
