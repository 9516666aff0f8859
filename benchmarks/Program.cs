using Platform.Benchmarks.Gateway;
using Platform.Benchmarks.Messaging;
using Platform.Benchmarks.Start;

return args switch
{
    ["messaging"] => await MessagingBenchmark.RunAsync(),
    ["gateway"] => await GatewayBenchmark.RunAsync(),
    ["start"] => await StartBenchmark.RunAsync(),
    // The parts that the gateway's measurement starts as processes of their own.
    ["upstream", var port] => await Upstream.RunAsync(port),
    ["yarp", var port, var upstream] => await BareYarp.RunAsync(port, upstream),
    _ => throw new ArgumentException("The areas are: messaging, gateway, start."),
};
