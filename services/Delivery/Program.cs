using Platform.Delivery;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDelivery();

var app = builder.Build();
if (SettingFaults.Find(app.Services) is { } faults)
{
    await Console.Error.WriteLineAsync(faults);
    return 1;
}

app.UseServiceDefaults();
app.MapDelivery();
await app.RunAsync();
return 0;
