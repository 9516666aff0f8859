using Platform.Gateway;

return await Startup.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddGateway();
    },
    app => app.MapGateway());

/// <summary>Internal, unlike a Program that nobody declares: every test project references the gateway beside its own service.</summary>
internal sealed partial class Program;
