using Aspire.Hosting.ApplicationModel;

namespace Platform.Standalone;

/// <summary>What Program.cs built, and where its data lies.</summary>
internal sealed class Model(DataFolder data)
{
    internal DataFolder Data { get; } = data;

    internal List<Resource> Resources { get; } = [];
}
