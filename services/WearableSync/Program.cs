using Platform.WearableSync;

return await Startup.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddWearableSync();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapWearableSync();
    });
