using Platform.Insights;

return await Startup.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddInsights();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapInsights();
    });
