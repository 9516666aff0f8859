using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.ReadZones;

namespace Platform.Scheduler.Timekeeping;

/// <summary>
/// Holds zones and waves against this program, at each start and hourly: first the clients' zones, then the instants.
/// Where a newer tz database has been here, both stay as they are.
/// </summary>
internal sealed class Retelling(ReadZonesAgain zones, PrepareWaves waves)
{
    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (await zones.RunOnceAsync(now, ct))
        {
            await waves.RunOnceAsync(now, ct);
        }
    }
}
