namespace Platform.Testing;

/// <summary>The checkout that the tests were built in, and the programs in it that were built with them.</summary>
public static class Checkout
{
    public static string Root { get; } = FindRoot();

    // …/tests/X.Tests/bin/Release/net10.0/
    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The program that was built from <paramref name="project"/> in <paramref name="folder"/>.</summary>
    public static string Dll(string folder, string project) =>
        Path.Combine(Root, folder, "bin", Configuration, "net10.0", $"Platform.{project}.dll");

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
