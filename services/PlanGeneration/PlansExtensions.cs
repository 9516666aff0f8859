using Platform.Contracts.WearableSync;
using Platform.PlanGeneration.Features.CalendarFeed;
using Platform.PlanGeneration.Features.ChangePlan;
using Platform.PlanGeneration.Features.EditRace;
using Platform.PlanGeneration.Features.GeneratePlan;
using Platform.PlanGeneration.Features.ReadPlans;
using Platform.PlanGeneration.Features.ReadRaces;
using Platform.PlanGeneration.Features.RecordTraining;
using Platform.PlanGeneration.Features.ShowCalendar;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration;

/// <summary>Races, plans, what was trained, and the calendar of all of them.</summary>
internal static class PlansExtensions
{
    public static Handlers AddPlans(this Handlers handlers) => handlers.Add<ActivitySynced, OnActivitySynced>();

    public static void MapPlans(this WebApplication app)
    {
        var races = app.MapGroup("/api/races").RequireAuthorization().WithTags("races");
        ReadRaces.Map(races);
        CreateRace.Map(races);
        ChangeRace.Map(races);

        var plans = app.MapGroup("/api/training-plan").RequireAuthorization().WithTags("training plans");
        ReadPlans.Map(plans);
        ReadWeek.Map(plans);
        GeneratePlan.Map(plans);
        RegeneratePlan.Map(plans);
        ChangePlan.Map(plans);
        ShowCalendar.Map(plans);
        ManageFeed.Map(plans);
        ServeFeed.Map(app);

        var executed = plans.MapGroup("/executed").WithTags("trainings");
        ReadTrainings.Map(executed);
        EnterTraining.Map(executed);
        ChangeTraining.Map(executed);
    }
}
