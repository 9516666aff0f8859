using System.Reflection;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>The contracts by their wire identity: namespace and name.</summary>
internal sealed class ContractTypes(params IEnumerable<Assembly> assemblies)
{
    private readonly Dictionary<string, Type> _types = assemblies.SelectMany(a => a.GetExportedTypes())
        .Where(t => t is { IsClass: true, IsAbstract: false }).ToDictionary(t => t.FullName!);

    public Type? Find(string name) => _types.GetValueOrDefault(name);
}
