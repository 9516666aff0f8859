namespace Platform.Scheduler;

internal static class SchedulerExtensions
{
    public static void AddScheduler(this WebApplicationBuilder builder)
    {
        builder.AddTicketAuthentication();
        builder.AddDatabase("schedulerdb");
        builder.AddMessaging("scheduler");
    }

    public static void MapScheduler(this WebApplication app)
    {
    }
}
