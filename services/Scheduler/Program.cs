using Platform.Scheduler;

return await Startup.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddScheduler();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapScheduler();
    });
