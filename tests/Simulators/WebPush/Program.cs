using Platform.WebPushSimulator;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebPushSimulator();

var app = builder.Build();
app.MapWebPushSimulator();
app.Run();
