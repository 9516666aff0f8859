using Platform.WearableSync;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddWearableSync();

var app = builder.Build();
app.UseServiceDefaults();
app.MapWearableSync();
app.Run();
