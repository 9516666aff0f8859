namespace Platform.Testing;

/// <summary>Stands where the feed serves no Testcontainers.</summary>
internal static class ContainerServers
{
    public static Task<IRunningServers?> TryStartAsync() => Task.FromResult<IRunningServers?>(null);
}
