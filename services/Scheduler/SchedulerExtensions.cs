using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Features.Alerts;
using Platform.Scheduler.Features.ChangeTasks;
using Platform.Scheduler.Features.ClientTasks;
using Platform.Scheduler.Features.CollectReports;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.DispatchReady;
using Platform.Scheduler.Features.FollowProfiles;
using Platform.Scheduler.Features.JobCards;
using Platform.Scheduler.Features.KeepHistory;
using Platform.Scheduler.Features.PauseAll;
using Platform.Scheduler.Features.Queues;
using Platform.Scheduler.Features.ReadZones;
using Platform.Scheduler.Features.RescueSilent;
using Platform.Scheduler.Features.RetryRuns;
using Platform.Scheduler.Features.ShowAudit;
using Platform.Scheduler.Features.ShowClients;
using Platform.Scheduler.Features.ShowDue;
using Platform.Scheduler.Features.ShowRuns;
using Platform.Scheduler.Features.ShowTasks;
using Platform.Scheduler.Features.Trigger;
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
        services.AddSingleton<SchedulerMetrics>();
        services.AddSingleton<SchedulerClock>();
        services.AddSingleton<AlertBuffer>();
        services.AddSingleton<DispatchDue>();
        services.AddSingleton<PrepareWaves>();
        services.AddSingleton<ReadZonesAgain>();
        services.AddSingleton<DispatchReady>();
        services.AddSingleton<RunFailures>();
        services.AddSingleton<RescueSilent>();
        services.AddSingleton<KeepHistory>();
        services.AddSingleton<Timekeeper>();
        services.AddSingleton<Retelling>();
        services.AddHostedService<DispatchLoop>();
        services.AddHeartbeats();
        builder.AddQueues();
    }

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings are not sound: the program must not start.</exception>
    public static void MapScheduler(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<SchedulerOptions>();

        app.MapGet("/api/scheduler/me", ShowClient.MeAsync).RequireAuthorization().WithTags("scheduler")
            .WithSummary("My state on the schedule, and when each task comes next.");

        var scheduler = app.MapGroup("/api/scheduler").RequireAuthorization(PlatformRoles.Operator).WithTags("scheduler");
        scheduler.MapGet("/tasks", ShowTasks.HandleAsync).WithSummary("Operators: what is due when.");
        scheduler.MapGet("/tasks/{name}", ShowTasks.OneAsync).WithSummary("Operators: one task, with its version as ETag.");
        scheduler.MapPatch("/tasks/{name}", ChangeTask.HandleAsync).WithSummary("Operators: changes a task from now on; what is left out stays.");
        scheduler.MapGet("/tasks/{name}/changes", ShowAudit.OfTaskAsync).WithSummary("Operators: who changed a task, when and why, newest first.");
        scheduler.MapGet("/audit", ShowAudit.HandleAsync).WithSummary("Operators: what operators did, newest first.");
        scheduler.MapGet("/runs", ShowRuns.HandleAsync).WithSummary("Operators: the runs of clients, newest local date first.");
        scheduler.MapGet("/scans", ShowRuns.ScansAsync).WithSummary("Operators: the global scans, newest first.");
        scheduler.MapGet("/clients/{userId:guid}", ShowClient.ByIdAsync).WithSummary("Operators: a client's state, and when each task comes next.");
        scheduler.MapGet("/clients/{userId:guid}/tasks", ShowOwnTasks.HandleAsync).WithSummary("Operators: where a client differs from the task table.");
        scheduler.MapPut("/clients/{userId:guid}/tasks/{task}", ChangeOwnTask.PutAsync).WithSummary("Operators: gives a client an hour of their own for a task, or mutes it.");
        scheduler.MapDelete("/clients/{userId:guid}/tasks/{task}", ChangeOwnTask.DeleteAsync).WithSummary("Operators: brings a client back to the task's standard.");
        scheduler.MapPost("/clock", RunClock.HandleAsync).WithSummary("Operators, where simulation is allowed: runs the clock ahead.");
        scheduler.MapGet("/due", ShowDue.HandleAsync).WithSummary("Operators: what is due now and next, and what waits.");
        scheduler.MapPost("/pause", PauseAll.PauseAsync).WithSummary("Operators: holds every dispatch back.");
        scheduler.MapPost("/resume", PauseAll.ResumeAsync).WithSummary("Operators: lets dispatching go on.");
        scheduler.MapPost("/triggers", TriggerTask.HandleAsync).WithSummary(
            "Operators: has a task run for clients, a zone or everyone as of a local date. Repeated with the same Idempotency-Key, it gives the first answer.");
        scheduler.MapPost("/runs/retry", RetryRuns.HandleAsync).WithSummary("Operators: sends again what was given up, skipped or waits.");

        scheduler.MapQueues();

        var cards = app.MapGroup("/api/job-cards").RequireAuthorization(PlatformRoles.Operator).WithTags("job-cards");
        cards.MapGet("", ShowJobCards.HandleAsync).WithSummary("Operators: set-ups that need a person, newest first.");
        cards.MapPost("/{id:guid}/resolve", ResolveJobCard.HandleAsync).WithSummary("Operators: closes a card.");
        cards.MapPost("", RaiseByHand.HandleAsync).WithSummary("Operators: raises a card by hand.");
        cards.MapPost("/{id:guid}/assign", AssignJobCard.HandleAsync).WithSummary("Operators: says who sees to it.");
        cards.MapPost("/{id:guid}/reopen", ReopenJobCard.HandleAsync).WithSummary("Operators: opens a resolved card again.");

        var alerts = app.MapGroup("/api/alerts").RequireAuthorization(PlatformRoles.Operator).WithTags("alerts");
        alerts.MapGet("", ShowAlerts.HandleAsync).WithSummary("Operators: runs that failed for good, newest first.");
        alerts.MapPost("/{id:guid}/acknowledge", AcknowledgeAlert.HandleAsync).WithSummary("Operators: takes note of an alert.");
        alerts.MapGet("/groups", ShowAlertGroups.HandleAsync).WithSummary("Operators: alerts by task, engine and reason, the most first.");
        alerts.MapPost("/acknowledge", AcknowledgeGroup.HandleAsync).WithSummary("Operators: takes note of a group of alerts.");
    }
}
