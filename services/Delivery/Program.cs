using Platform.Delivery;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDelivery();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDelivery();
app.Run();
