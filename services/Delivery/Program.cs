using Platform.Delivery;
using Platform.Delivery.Features.RegisterCommands;

return args is [RegisterCommands.Argument, .. var rest] ? await RegisterCommands.RunAsync(rest) : await Startup.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddDelivery();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapDelivery();
    });
