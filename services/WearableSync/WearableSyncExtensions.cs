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
    }
}
