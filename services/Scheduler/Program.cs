using Platform.Scheduler;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddScheduler();

var app = builder.Build();
app.UseServiceDefaults();
app.MapScheduler();
app.Run();
