using Microsoft.Extensions.Options;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Demands;
using Platform.Delivery.Demands.Daily;
using Platform.Delivery.Demands.Training;
using Platform.Delivery.Features.ChangeProfile;
using Platform.Delivery.Features.Close;
using Platform.Delivery.Features.Drop;
using Platform.Delivery.Features.Interact;
using Platform.Delivery.Features.KeepAthletes;
using Platform.Delivery.Features.KeepPreferences;
using Platform.Delivery.Features.KeepWorkouts;
using Platform.Delivery.Features.LinkDiscord;
using Platform.Delivery.Features.ListDeliveries;
using Platform.Delivery.Features.ListLogs;
using Platform.Delivery.Features.Log;
using Platform.Delivery.Features.RefreshMessages;
using Platform.Delivery.Features.SendDeliveries;
using Platform.Delivery.Features.ShowLast;
using Platform.Delivery.Features.ShowToday;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery;

internal static class DeliveryExtensions
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("deliverydb");
        builder.AddMessaging("delivery", handlers => handlers
            .AddBatch<AthleteProfileChanged, OnAthleteProfileChanged>()
            .AddBatch<DailyWorkoutReady, OnDailyWorkoutReady>()
            .Add<EngineDue, OnDropDue>()
            .Add<EngineDue, OnCloseDue>());
        builder.AddEngines();
        builder.AddDiscord();
        builder.AddWebPush();
        builder.AddSender();
        builder.Services.AddSingleton<DeliveryMetrics>();
        builder.AddInteractions();
    }

    public static void MapDelivery(this WebApplication app)
    {
        app.MapInteractions();
        app.MapPutLog();
        app.MapListLogs();
        app.MapListDeliveries();
        app.MapPreferences();
        app.MapLinkDiscord();
        app.MapWebPush();
    }

    private static void AddInteractions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IAnswerInteractions, LogByModal>();
        builder.Services.AddSingleton<IAnswerInteractions, TodayCommand>();
        builder.Services.AddSingleton<IAnswerInteractions, LogCommand>();
        builder.Services.AddSingleton<IAnswerInteractions, LastCommand>();
        builder.Services.AddSingleton<IAnswerInteractions, LinkCommand>();
        builder.Services.AddSingleton<IAnswerInteractions, Pause>();
        builder.Services.AddSingleton<IAnswerInteractions, Resume>();
        builder.Services.AddSingleton<IAnswerInteractions, TimeZoneCommand>();
        builder.Services.AddHostedService<ForgetInteractions>();
    }

    private static void AddEngines(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Engine, TrainingDispatcher>();
        builder.Services.AddSingleton<Engine, MealDelivery>();
        builder.Services.AddSingleton<Engine, CardioRegiment>();
        builder.Services.AddSingleton<Engine, CheckInAnalyzer>();
        builder.Services.AddSingleton<EngineSet>();
        builder.Services.AddSingleton<Descriptions>();
    }

    private static void AddSender(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SenderOptions>().BindConfiguration("Sender").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SenderOptions>, SenderOptionsValidator>();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<SenderOptions>>().Value);
        builder.Services.AddSingleton<PostToDiscord>();
        builder.Services.AddSingleton<PushToBrowsers>();
        builder.Services.AddSingleton<Record>();
        builder.Services.AddSingleton<SendDeliveries>();
        builder.Services.AddSingleton<RefreshMessages>();
        builder.Services.AddHostedService<RefreshLoop>();
        builder.Services.AddHostedService<SendLoop>();
    }
}
