using Platform.Contracts.Delivery;
using Platform.Contracts.Insights;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.PlanGeneration.Features.ChangeFromElsewhere;
using Platform.PlanGeneration.Features.ChatToday;
using Platform.PlanGeneration.Features.EditBlock;
using Platform.PlanGeneration.Features.EditProfile;
using Platform.PlanGeneration.Features.EditTraining;
using Platform.PlanGeneration.Features.GenerateSession;
using Platform.PlanGeneration.Features.ImportProfile;
using Platform.PlanGeneration.Features.KeepGoals;
using Platform.PlanGeneration.Features.KeepLocations;
using Platform.PlanGeneration.Features.KeepReadiness;
using Platform.PlanGeneration.Features.KeepTopSets;
using Platform.PlanGeneration.Features.ReadBlocks;
using Platform.PlanGeneration.Features.ReadProfile;
using Platform.PlanGeneration.Features.Regenerate;
using Platform.PlanGeneration.Features.ReplaceExercise;
using Platform.PlanGeneration.Features.SearchCatalogue;
using Platform.PlanGeneration.Features.ShowHistory;
using Platform.PlanGeneration.Features.ShowModelUsage;
using Platform.PlanGeneration.Features.ShowToday;
using Platform.PlanGeneration.Generation;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration;

internal static class PlanGenerationExtensions
{
    public static void AddPlanGeneration(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("plangenerationdb");
        builder.AddMessaging("plangeneration", handlers => handlers
            .Add<EngineDue, OnEngineDue>()
            .Add<TopSetLogged, OnTopSetLogged>()
            .Add<ReadinessComputed, OnReadinessComputed>()
            .Add<ChangeAthleteProfile, OnChangeAthleteProfile>()
            .AddPlans());
        builder.Services.AddSingleton<GenerateWorkouts>();
        builder.Services.AddPlans();
        builder.Services.AddSingleton<KnownAthletes>();
        builder.Services.AddSingleton<AskForSession>();
        builder.Services.AddSingleton<StoreSession>();
        builder.Services.AddSingleton<AskCoach>();
        builder.AddLanguageModel();
    }

    public static void MapPlanGeneration(this WebApplication app)
    {
        var athletes = app.MapGroup("/api/athletes").RequireAuthorization().WithTags("athletes");
        ReadProfile.Map(athletes);
        EditProfile.Map(athletes);
        ImportProfile.Map(athletes);
        EditTraining.Map(athletes);

        var goals = athletes.MapGroup("/me/goals");
        ReadGoals.Map(goals);
        EditGoals.Map(goals);

        var locations = app.MapGroup("/api/locations").RequireAuthorization().WithTags("locations");
        ReadLocations.Map(locations);
        EditLocations.Map(locations);

        var blocks = app.MapGroup("/api/blocks").RequireAuthorization().WithTags("blocks");
        ReadBlocks.Map(blocks);
        CreateBlock.Map(blocks);
        ReplaceBlock.Map(blocks);
        DeleteBlock.Map(blocks);

        app.MapPlans();

        var training = app.MapGroup("/api/training").RequireAuthorization().WithTags("training");
        ShowToday.Map(training);
        ShowHistory.Map(training);
        ShowModelUsage.Map(training);
        GenerateSession.Map(training);
        ReplaceExercise.Map(training);
        ChatToday.Map(training);

        var catalogue = app.MapGroup("/api/catalog").RequireAuthorization().WithTags("catalog");
        SearchExercises.Map(catalogue);
        SearchEquipment.Map(catalogue);
        MatchExercises.Map(catalogue);
    }
}
