using Platform.Insights;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddInsights();

var app = builder.Build();
app.UseServiceDefaults();
app.MapInsights();
app.Run();
