namespace Platform.Insights;

internal static class InsightsExtensions
{
    public static void AddInsights(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("insightsdb");
        builder.AddMessaging("insights");
    }

    public static void MapInsights(this WebApplication app)
    {
    }
}
