using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

internal static class ClientZones
{
    /// <summary>The zones in which there are clients: by hopping from one to the next in the index, not by reading every client.</summary>
    public static Task<List<string>> AllAsync(Work work, CancellationToken ct) => work.QueryAsync<string>(
        """
        WITH RECURSIVE zones AS (
            (SELECT zone FROM clients WHERE zone IS NOT NULL ORDER BY zone LIMIT 1)
            UNION ALL
            SELECT (SELECT c.zone FROM clients c WHERE c.zone > z.zone ORDER BY c.zone LIMIT 1) FROM zones z WHERE z.zone IS NOT NULL)
        SELECT zone FROM zones WHERE zone IS NOT NULL
        """,
        ct: ct);
}
