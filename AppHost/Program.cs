using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.AppHost;

// The picture of the system: what there is, and who may talk to whom.
var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;
var gatewayPort = settings.GetValue("Gateway:Port", 8080);

// One database for each service; the identity database holds the keys by which all of them read a ticket.
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var identityDb = postgres.AddDatabase("identitydb");
var planGenerationDb = postgres.AddDatabase("plangenerationdb");
var schedulerDb = postgres.AddDatabase("schedulerdb");
var deliveryDb = postgres.AddDatabase("deliverydb");
var wearableSyncDb = postgres.AddDatabase("wearablesyncdb");
var insightsDb = postgres.AddDatabase("insightsdb");
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume().WithManagementPlugin();

// Databases change and queues are declared before anything uses them, and in one place.
var migrations = builder.AddProject<Projects.Migrations>("migrations").WaitFor(postgres).WithReference(rabbitmq).WaitFor(rabbitmq);
foreach (var database in new[] { identityDb, planGenerationDb, schedulerDb, deliveryDb, wearableSyncDb, insightsDb })
{
    migrations.WithReference(database).WaitFor(database);
}

IResourceBuilder<ProjectResource> AddService<TProject>(string name, IResourceBuilder<PostgresDatabaseResource> database)
    where TProject : IProjectMetadata, new() =>
    builder.AddProject<TProject>(name)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReference(database)
        .WithReference(identityDb)
        .WithReference(rabbitmq)
        .WaitFor(rabbitmq)
        .WaitForCompletion(migrations);

var planGeneration = AddService<Projects.PlanGeneration>("plangeneration", planGenerationDb);
// A language model is asked only where one is set (LanguageModel:Endpoint).
foreach (var setting in settings.GetSection("LanguageModel").GetChildren())
{
    _ = setting.Key == "ApiKey"
        ? planGeneration.WithEnvironment("LanguageModel__ApiKey", Setting("language-model-key", "LanguageModel:ApiKey", secret: true))
        : planGeneration.WithEnvironment($"LanguageModel__{setting.Key}", setting.Value);
}

// Its operators see the broker's queues.
var scheduler = AddService<Projects.Scheduler>("scheduler", schedulerDb).WithEnvironment("Broker__Management", rabbitmq.GetEndpoint("management"));
var delivery = AddService<Projects.Delivery>("delivery", deliveryDb);
// A key of one's own for Web Push, where it is not to make one (WebPush:PublicKey, PrivateKey), and whom push services may write to.
foreach (var setting in new[] { "Subject", "PublicKey" }.Where(name => settings[$"WebPush:{name}"] is { Length: > 0 }))
{
    delivery.WithEnvironment($"WebPush__{setting}", settings[$"WebPush:{setting}"]);
}

if (settings["WebPush:PrivateKey"] is { Length: > 0 })
{
    delivery.WithEnvironment("WebPush__PrivateKey", Setting("web-push-private-key", "WebPush:PrivateKey", secret: true));
}

var wearableSync = AddService<Projects.WearableSync>("wearablesync", wearableSyncDb);
var insights = AddService<Projects.Insights>("insights", insightsDb);

// The only door. Everything else stays inside.
var gateway = builder.AddProject<Projects.Gateway>("gateway")
    .WithHttpEndpoint(port: gatewayPort)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithReference(identityDb)
    .WithReference(planGeneration)
    .WithReference(scheduler)
    .WithReference(delivery)
    .WithReference(wearableSync)
    .WithReference(insights)
    .WithEnvironment("Identity__Operator__Email", settings["Operator:Email"] ?? "operator@platform.local")
    .WithEnvironment("Identity__Operator__Password", Password("operator-password", "Operator:Password"))
    .WaitForCompletion(migrations);
if (settings["Gateway:Host"] is { Length: > 0 } host)
{
    gateway.WithEndpoint("http", endpoint => endpoint.TargetHost = host);
}

if (builder.ExecutionContext.IsRunMode && string.IsNullOrEmpty(settings["Discord:BotToken"]))
{
    // Nobody gave us a bot: a Discord of our own. Its key is the first test key of RFC 8032, known to everyone.
    const string BotToken = "simulated-bot-token";
    const string ApplicationId = "1100000000000000001";
    var simulator = builder.AddProject<Projects.DiscordSimulator>("discord-simulator")
        .WithHttpEndpoint(port: settings.GetValue<int?>("Simulator:Port"))
        .WithHttpHealthCheck("/health")
        .WithEnvironment("Simulator__SigningSeed", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        .WithEnvironment("Simulator__BotToken", BotToken)
        .WithEnvironment("Simulator__ApplicationId", ApplicationId)
        .WithEnvironment("Simulator__InteractionsUrl", ReferenceExpression.Create($"{gateway.GetEndpoint("http")}/discord/interactions"))
        .WithEnvironment("Simulator__DataDirectory", Path.GetFullPath(
            Path.Combine(builder.AppHostDirectory, "..", settings["DataDirectory"] ?? ".data", "discord-simulator")));
    delivery.WithEnvironment("Discord__ApiBaseUrl", ReferenceExpression.Create($"{simulator.GetEndpoint("http")}/api/v10/"))
        .WithEnvironment("Discord__PublicKey", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        .WithEnvironment("Discord__BotToken", BotToken)
        .WithEnvironment("Discord__ApplicationId", ApplicationId);
}
else
{
    delivery.WithEnvironment("Discord__BotToken", Setting("discord-bot-token", "Discord:BotToken", secret: true))
        .WithEnvironment("Discord__PublicKey", Setting("discord-public-key", "Discord:PublicKey"))
        .WithEnvironment("Discord__ApplicationId", Setting("discord-application-id", "Discord:ApplicationId"));
}

if (builder.ExecutionContext.IsRunMode)
{
    scheduler.WithEnvironment("Scheduler__AllowSimulation", "true");
    var athletePassword = Password("athlete-password", "Athlete:Password");
    builder.Services.AddSingleton<IHostedService>(_ => new DemoAccount(new Uri($"http://localhost:{gatewayPort}/"), athletePassword.Resource));
}

builder.Build().Run();

// What deployment has to supply, and development may have configured under its own name.
IResourceBuilder<ParameterResource> Setting(string name, string key, bool secret = false) =>
    settings[key] is { Length: > 0 } value ? builder.AddParameter(name, value, secret: secret) : builder.AddParameter(name, secret);

// Drawn once and kept, unless configured.
IResourceBuilder<ParameterResource> Password(string name, string key) =>
    settings[key] is { Length: > 0 } value
        ? builder.AddParameter(name, value, secret: true)
        : builder.AddParameter(name, new GenerateParameterDefault { MinLength = 20, Special = false, MinLower = 1, MinUpper = 1, MinNumeric = 1 }, secret: true, persist: true);
