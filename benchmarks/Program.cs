using Platform.Benchmarks.Messaging;

return args switch
{
    ["messaging", ..] => await MessagingBenchmark.RunAsync(),
    _ => throw new ArgumentException("The areas are: messaging, gateway, start."),
};
