using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Delivery;
using Platform.Insights;
using Platform.Migrations;
using Platform.PlanGeneration;
using Platform.Scheduler;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;
using Platform.WearableSync;

// Brings every database and every queue to the state this version knows. Run once, before the services start; run again
// it changes nothing. Exit code 1, with one sentence, where something cannot be brought there.
var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
(string Database, string Assembly)[] owners =
[
    ("identitydb", "Platform.Gateway"),
    ("plangenerationdb", "Platform.PlanGeneration"),
    ("schedulerdb", "Platform.Scheduler"),
    ("deliverydb", "Platform.Delivery"),
    ("wearablesyncdb", "Platform.WearableSync"),
    ("insightsdb", "Platform.Insights"),
];
Action<WebApplicationBuilder>[] services =
[
    PlanGenerationExtensions.AddPlanGeneration, SchedulerExtensions.AddScheduler, DeliveryExtensions.AddDelivery,
    WearableSyncExtensions.AddWearableSync, InsightsExtensions.AddInsights,
];

try
{
    // One after the other: roles belong to the server, and two migrators would meet there.
    foreach (var (database, assembly) in owners)
    {
        var connection = Connection(database);
        await TargetDatabase.EnsureAsync(connection, CancellationToken.None);
        foreach (var migration in await Migrator.ApplyAsync(connection, Assembly.Load(assembly), CancellationToken.None))
        {
            Console.WriteLine($"{database}: {migration}");
        }
    }

    _ = Connection("rabbitmq");
    foreach (var addService in services)
    {
        await MessagingExtensions.DeclareQueuesAsync(addService, args, CancellationToken.None);
    }

    await TicketKeys.EnsureFirstKeyAsync(Connection("identitydb"), TimeProvider.System);
    return 0;
}
catch (Exception refused) when (refused is MigrationRefusedException or NpgsqlException or ArgumentException or FormatException)
{
    Console.Error.WriteLine($"Migrations cannot be applied: {refused.Message.ReplaceLineEndings(" ")}");
    return 1;
}

string Connection(string name) =>
    configuration.GetConnectionString(name) ?? throw new MigrationRefusedException($"ConnectionStrings:{name} is missing.");
