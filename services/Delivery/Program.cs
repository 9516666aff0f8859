using Platform.Delivery;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDelivery();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDelivery();
try
{
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (SettingFaults.Of(failure) is { } faults)
{
    await Console.Error.WriteLineAsync(faults);
    return 1;
}
