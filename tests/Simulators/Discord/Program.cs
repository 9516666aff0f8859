using Platform.DiscordSimulator;

var builder = WebApplication.CreateBuilder(args);
builder.AddDiscordSimulator();

var app = builder.Build();
app.MapDiscordSimulator();
app.Run();
