using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Demands;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.Log;

/// <summary>The item behind a button or modal, for the person who pressed.</summary>
internal sealed record PostedItem(Guid DeliveryId, Engine Engine, Demand Demand, int Part, int Parts, string? MessageId, bool DayIsClosed)
{
    /// <summary>The delivery as it reads now.</summary>
    public Shown Shown => new(
        DeliveryId, Demand.UserId, Demand.LocalDate, DeliveryKind.Drop, Part, Parts, Demand.Content, Demand.Reader, DayIsClosed, IsQuiet: false);

    /// <returns>The item; or why the person who pressed may not log it.</returns>
    public static async Task<(PostedItem? Item, string Refusal)> FindAsync(Interaction interaction, EngineSet engines, Work work, CancellationToken ct)
    {
        var texts = Texts.For(Locales.LanguageOf(interaction.Locale));
        if (LogId.Parse(interaction.CustomId) is not var (deliveryId, itemId))
        {
            return (null, texts.UnknownButton);
        }

        var row = await work.SingleOrDefaultAsync<Row>(
            """
            SELECT d.user_id, d.engine, d.local_date, d.part, d.parts, d.content::text AS content, d.message_id, p.language, p.weight_unit,
                coalesce(l.discord_user_id, CASE WHEN NOT EXISTS (SELECT FROM discord_links o WHERE o.discord_user_id = a.discord_user_id)
                    AND NOT EXISTS (SELECT FROM channel_stops s WHERE s.user_id = d.user_id AND s.channel = 'discord' AND s.address = a.discord_user_id AND s.untied)
                    THEN a.discord_user_id END) AS discord_user_id,
                t.closed_at IS NOT NULL AS closed
            FROM deliveries d
            LEFT JOIN athletes a ON a.user_id = d.user_id
            LEFT JOIN discord_links l ON l.user_id = d.user_id
            LEFT JOIN preferences p ON p.user_id = d.user_id
            LEFT JOIN demand_days t ON t.user_id = d.user_id AND t.engine = d.engine AND t.local_date = d.local_date
            WHERE d.id = @deliveryId AND d.kind = 'drop'
            """,
            new { deliveryId }, ct);
        if (row?.Content is null || engines.Find(row.Engine) is not { } engine)
        {
            return (null, texts.UnknownPost);
        }

        if (interaction.PersonId is null || interaction.PersonId != row.DiscordUserId)
        {
            return (null, texts.SomeoneElses);
        }

        var reader = Reader.Of(row.Language, row.WeightUnit);
        return engine.Items(row.Content).FirstOrDefault(i => i.Id == itemId) is { } item
            ? (new(deliveryId, engine, new(row.UserId, row.LocalDate, row.Content, item, reader), row.Part, row.Parts, row.MessageId, row.Closed), "")
            : (null, reader.Texts.UnknownItem);
    }

    private sealed class Row
    {
        public Guid UserId { get; init; }
        public string Engine { get; init; } = "";
        public DateOnly LocalDate { get; init; }
        public int Part { get; init; }
        public int Parts { get; init; }
        public string? Content { get; init; }
        public string? MessageId { get; init; }
        public string? Language { get; init; }
        public string? WeightUnit { get; init; }
        public string? DiscordUserId { get; init; }
        public bool Closed { get; init; }
    }
}
