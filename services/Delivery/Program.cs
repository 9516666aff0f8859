using Platform.Delivery;

return await Startup.RunAsync(
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
