using Platform.PlanGeneration;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPlanGeneration();

var app = builder.Build();
app.UseServiceDefaults();
app.MapPlanGeneration();
app.Run();
