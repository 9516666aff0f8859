namespace Platform.AppHost.Tests;

/// <summary>A folder that only we may enter, as <c>mktemp -d</c> makes it, with the data folder of a test in it.</summary>
internal sealed class PrivateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("platform-").FullName;

    public string Below(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
