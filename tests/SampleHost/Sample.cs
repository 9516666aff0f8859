namespace Platform.SampleHost;

/// <summary>This very project: …/SampleHost/bin/Release/net10.0/ is where it runs from.</summary>
internal sealed class Sample : IProjectMetadata
{
    public string ProjectPath => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../..", "SampleHost.csproj"));
}
