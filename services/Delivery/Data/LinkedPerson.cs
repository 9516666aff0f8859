using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Data;

/// <summary>The person to whom a Discord account is tied, and what an answer to them needs.</summary>
/// <param name="TimeZone">As the profile has it: may be invalid; null: no profile has come yet.</param>
/// <param name="Paused">As far as the profile has told.</param>
internal sealed record LinkedPerson(Guid UserId, Reader Reader, string? TimeZone, bool Paused)
{
    public static async Task<LinkedPerson?> FindAsync(string discordUserId, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var row = await work.SingleOrDefaultAsync<Row>(
            """
            SET LOCAL statement_timeout = '2s';
            SELECT l.user_id, p.language, p.weight_unit, a.time_zone, coalesce(a.paused, false) AS paused
            FROM discord_links l
            LEFT JOIN preferences p ON p.user_id = l.user_id
            LEFT JOIN athletes a ON a.user_id = l.user_id
            WHERE l.discord_user_id = @discordUserId
            """,
            new { discordUserId }, ct);
        return row is null ? null : new(
            row.UserId, Reader.Of(row.Language, row.WeightUnit), row.TimeZone, row.Paused);
    }

    private sealed class Row
    {
        public Guid UserId { get; init; }
        public string? Language { get; init; }
        public string? WeightUnit { get; init; }
        public string? TimeZone { get; init; }
        public bool Paused { get; init; }
    }
}
