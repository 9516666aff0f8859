namespace Platform.Delivery;

internal static class DeliveryExtensions
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("deliverydb");
        builder.AddMessaging("delivery");
    }

    public static void MapDelivery(this WebApplication app)
    {
    }
}
