using Platform.WearableSync.Features.ListDevices;

namespace Platform.WearableSync;

internal static class WearableSyncExtensions
{
    public static void AddWearableSync(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("wearablesyncdb");
        builder.AddMessaging("wearablesync");
    }

    public static void MapWearableSync(this WebApplication app)
    {
        var devices = app.MapGroup("/api/devices").RequireAuthorization().WithTags("devices");
        devices.MapGet("", ListDevices.HandleAsync).WithSummary("The devices that I have connected.");
    }
}
