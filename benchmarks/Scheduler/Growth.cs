using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Scheduler.Timekeeping;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// Whether a client costs more where there are more: the same hour of a small and of a large population, in turn, through
/// the service's own code in this program, up to the last row in the outbox; nothing is relayed.
/// </summary>
internal sealed class Growth(WebApplication service, NpgsqlDataSource owner, int clients)
{
    private const int Rounds = 3;

    /// <summary>Of the small population in each round: one would be over in an instant.</summary>
    private const int SmallHours = 15;

    public static async Task MeasureAsync((string Database, int Clients) few, (string Database, int Clients) many, Figures figures)
    {
        await using var fewOwner = NpgsqlDataSource.Create(few.Database);
        await using var manyOwner = NpgsqlDataSource.Create(many.Database);
        await using var fewService = await Service.OverAsync(few.Database);
        await using var manyService = await Service.OverAsync(many.Database);
        var small = new Growth(fewService, fewOwner, few.Clients);
        var large = new Growth(manyService, manyOwner, many.Clients);
        await small.HourAsync();
        await large.HourAsync();
        for (var round = 0; round < Rounds; round++)
        {
            List<double> hours = [];
            for (var hour = 0; hour < SmallHours; hour++)
            {
                hours.Add(await small.HourAsync());
            }

            figures.Add("client_of_10k_us", hours.Order().ElementAt(SmallHours / 2) / few.Clients * 1e6);
            figures.Add("client_of_1m_us", await large.HourAsync() / many.Clients * 1e6);
            figures.Add("raw_client_us", await RawSql.RunAsync(many.Database, manyOwner, many.Clients) / many.Clients * 1e6);
        }
    }

    /// <returns>Seconds.</returns>
    private async Task<double> HourAsync()
    {
        await Population.ClearAsync(owner);
        var dueAt = await Population.DueAsync(owner, TimeSpan.Zero);
        var timekeeper = service.Services.GetRequiredService<Timekeeper>();
        var started = Stopwatch.GetTimestamp();
        while ((await timekeeper.RunAsync(dueAt, CancellationToken.None)).Count > 0)
        {
            // A round is a part of a large wave.
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await Population.VerifyAsync(owner, clients);
        return seconds;
    }
}
