using Platform.Contracts.Delivery;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Insights.Features.HonoursBoard;
using Platform.Insights.Features.KeepZone;
using Platform.Insights.Features.ReadCheckIns;
using Platform.Insights.Features.ReadCompliance;
using Platform.Insights.Features.RecordCheckIns;
using Platform.Insights.Features.RecordOutcomes;
using Platform.Insights.Features.ScanCompliance;

namespace Platform.Insights;

internal static class InsightsExtensions
{
    public static void AddInsights(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("insightsdb");
        builder.AddMessaging("insights", handlers => handlers
            .AddBatch<TopSetLogged, OnTopSetLogged>()
            .AddBatch<LogMissed, OnLogMissed>()
            .AddBatch<WorkoutDelivered, OnWorkoutDelivered>()
            .AddBatch<CheckInLogged, OnCheckInLogged>()
            .AddBatch<DemandMissed, OnDemandMissed>()
            .AddBatch<AthleteProfileChanged, OnAthleteProfileChanged>()
            .Add<EngineDue, OnEngineDue>()
            .Add<EngineDue, OnHonoursBoardDue>());
        builder.Services.AddOptions<ComplianceScanOptions>().BindConfiguration("ComplianceScan")
            .Validate(options => options.ThresholdPercent is >= 0 and <= 100, "ComplianceScan:ThresholdPercent must lie between 0 and 100")
            .ValidateOnStart();
    }

    public static void MapInsights(this WebApplication app)
    {
        var insights = app.MapGroup("/api/insights").RequireAuthorization().WithTags("insights");
        insights.MapGet("/compliance", ReadCompliance.MineAsync).WithSummary("My compliance of a week.");
        insights.MapGet("/athletes/{id:guid}/compliance", ReadCompliance.OfAsync).WithSummary("The same by id: one's own; anyone else's is not found.");
        insights.MapGet("/check-ins", ListCheckIns.MineAsync).WithSummary("My check-ins, newest first.");
        insights.MapGet("/check-ins/analysis", AnalyseCheckIn.MineAsync).WithSummary("My check-in of a date against my own four weeks before.");
        insights.MapGet("/athletes/{id:guid}/check-ins", ListCheckIns.OfAsync).WithSummary("The same list by id: one's own; anyone else's is not found.");
        insights.MapGet("/athletes/{id:guid}/check-ins/analysis", AnalyseCheckIn.OfAsync).WithSummary("The same analysis by id: one's own; anyone else's is not found.");
        insights.MapGet("/honours-board", ReadHonoursBoard.HandleAsync).WithSummary("The honours of a week: ranks, and which of them is mine.");
    }
}
