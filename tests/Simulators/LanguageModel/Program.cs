using Platform.LanguageModelSimulator;

var builder = WebApplication.CreateBuilder(args);
builder.AddLanguageModelSimulator();

var app = builder.Build();
app.MapLanguageModelSimulator();
app.Run();
