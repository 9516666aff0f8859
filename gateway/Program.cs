using Platform.Gateway;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGateway();

var app = builder.Build();
app.MapGateway();
app.Run();

/// <summary>Internal, unlike a Program that nobody declares: every test project references the gateway beside its own service.</summary>
internal sealed partial class Program;
