using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.Alerts;
using Platform.Scheduler.Features.CollectReports;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.FollowProfiles;
using Platform.Scheduler.Features.JobCards;
using Platform.Scheduler.Features.RetryFailed;
using Platform.Scheduler.Features.ShowClients;
using Platform.Scheduler.Features.ShowRuns;
using Platform.Scheduler.Features.ShowTasks;
using Platform.Scheduler.Timekeeping;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler;

internal static class SchedulerExtensions
{
    public static void AddScheduler(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("schedulerdb");
        builder.AddMessaging("scheduler", handlers => handlers
            .AddBatch<AthleteProfileChanged, OnAthleteProfileChanged>()
            .AddBatch<EngineRunReported, CollectReports>(size: 50)
            .AddBatch<RaiseJobCard, OnRaiseJobCard>());

        var services = builder.Services;
        services.AddSingleton(s => SchedulerOptions.Read(s.GetRequiredService<IConfiguration>()));
        services.AddSingleton(s => new EnabledTasks(s.GetRequiredService<SchedulerOptions>().Engines));
        services.AddSingleton<SchedulerMetrics>();
        services.AddSingleton<SchedulerClock>();
        services.AddSingleton<AlertBuffer>();
        services.AddSingleton<DispatchDue>();
        services.AddSingleton<PrepareWaves>();
        services.AddSingleton<RetryFailed>();
        services.AddSingleton<Timekeeper>();
        services.AddHostedService<DispatchLoop>();
    }

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings are not sound: the program must not start.</exception>
    public static void MapScheduler(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<SchedulerOptions>();

        app.MapGet("/api/scheduler/me", ShowClient.MeAsync).RequireAuthorization();

        var operators = app.MapGroup("/api").RequireAuthorization(PlatformRoles.Operator);
        operators.MapGet("/scheduler/tasks", ShowTasks.Handle);
        operators.MapGet("/scheduler/runs", ShowRuns.HandleAsync);
        operators.MapGet("/scheduler/scans", ShowRuns.ScansAsync);
        operators.MapGet("/scheduler/clients/{userId:guid}", ShowClient.ByIdAsync);
        operators.MapPost("/scheduler/clock", RunClock.HandleAsync);
        operators.MapGet("/job-cards", ShowJobCards.HandleAsync);
        operators.MapPost("/job-cards/{id:guid}/resolve", ResolveJobCard.HandleAsync);
        operators.MapGet("/alerts", ShowAlerts.HandleAsync);
        operators.MapPost("/alerts/{id:guid}/acknowledge", AcknowledgeAlert.HandleAsync);
    }
}
