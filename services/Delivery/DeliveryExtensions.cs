using Microsoft.Extensions.Options;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Features.CloseDay;
using Platform.Delivery.Features.DropTraining;
using Platform.Delivery.Features.KeepAthletes;
using Platform.Delivery.Features.KeepWorkouts;
using Platform.Delivery.Features.ListDeliveries;
using Platform.Delivery.Features.ListLogs;
using Platform.Delivery.Features.LogTopSet;
using Platform.Delivery.Features.SendDeliveries;
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
            .Add<EngineDue, OnDropTrainingDue>()
            .Add<EngineDue, OnLogMissedTrainingDue>());
        builder.AddDiscord();
        builder.AddSender();
        builder.Services.AddSingleton<DeliveryMetrics>();
        builder.Services.AddSingleton<LogByModal>();
        builder.Services.AddHostedService<ForgetInteractions>();
    }

    public static void MapDelivery(this WebApplication app)
    {
        app.MapInteractions();
        app.MapPutLog();
        app.MapListLogs();
        app.MapListDeliveries();
    }

    private static void AddSender(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SenderOptions>().BindConfiguration("Sender").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SenderOptions>, SenderOptionsValidator>();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<SenderOptions>>().Value);
        builder.Services.AddSingleton<SendDeliveries>();
        builder.Services.AddHostedService<SendLoop>();
    }
}
