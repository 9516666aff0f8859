namespace Platform.Benchmarks.Delivery;

/// <summary>Processor time since it was made, by who used it.</summary>
internal sealed class CpuSplit
{
    public static readonly string[] Groups = ["service", "discord", "postgres", "broker", "bench"];

    private static readonly ProcessTree Everything = new(Environment.ProcessId);
    private readonly IReadOnlyDictionary<string, double> _before = Read();

    /// <summary>Microseconds for each message, as the figures <c>{peer}_cpu_{group}</c>.</summary>
    public void AddTo(Figures figures, string peer, int messages)
    {
        var now = Read();
        foreach (var group in Groups)
        {
            figures.Add($"{peer}_cpu_{group}", (now.GetValueOrDefault(group) - _before.GetValueOrDefault(group)) / messages * 1e6);
        }
    }

    private static IReadOnlyDictionary<string, double> Read() => Everything.CpuSecondsBy(GroupOf);

    private static string GroupOf(string command) => command switch
    {
        _ when command.Contains("Platform.Delivery.dll", StringComparison.Ordinal) => "service",
        _ when command.Contains("Platform.DiscordSimulator.dll", StringComparison.Ordinal) || command.Contains(" receivers ", StringComparison.Ordinal) => "discord",
        _ when command.Contains("postgres", StringComparison.Ordinal) => "postgres",
        _ when command.Contains("Platform.Benchmarks.dll", StringComparison.Ordinal) => "bench",
        // RabbitMQ and what Erlang starts beside it.
        _ => "broker",
    };
}
