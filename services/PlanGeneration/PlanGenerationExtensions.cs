namespace Platform.PlanGeneration;

internal static class PlanGenerationExtensions
{
    public static void AddPlanGeneration(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("plangenerationdb");
        builder.AddMessaging("plangeneration");
    }

    public static void MapPlanGeneration(this WebApplication app)
    {
    }
}
