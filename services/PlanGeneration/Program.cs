using Platform.PlanGeneration;

return await Startup.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddPlanGeneration();
    },
    app =>
    {
        app.UseServiceDefaults();
        app.MapPlanGeneration();
    });
