using Platform.Benchmarks.Delivery;
using Platform.Benchmarks.Gateway;
using Platform.Benchmarks.Messaging;
using Platform.Benchmarks.Planning;
using Platform.Benchmarks.Scheduler;
using Platform.Benchmarks.Start;

return args switch
{
    ["messaging"] => await MessagingBenchmark.RunAsync(),
    ["gateway"] => await GatewayBenchmark.RunAsync(),
    ["start"] => await StartBenchmark.RunAsync(),
    ["planning", .. var parts] => await PlanningBenchmark.RunAsync(parts),
    ["scheduler", .. var parts] => await SchedulerBenchmark.RunAsync(parts),
    ["delivery", .. var parts] => await DeliveryBenchmark.RunAsync(parts),
    // The parts that measurements start as processes of their own.
    ["upstream", var port] => await Upstream.RunAsync(port),
    ["yarp", var port, var upstream] => await BareYarp.RunAsync(port, upstream),
    ["row", var port, var database] => await RawRow.RunAsync(port, database),
    ["receivers", var port] => await BareReceivers.RunAsync(port),
    _ => throw new ArgumentException("The areas are: messaging, gateway, planning, scheduler, delivery, start."),
};
