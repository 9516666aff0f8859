using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.LogTopSet;

/// <summary>The exercise behind a button or modal, or why the person who pressed may not log it.</summary>
internal sealed record PostedExercise(Target? Target, string? Refusal, bool DayIsClosed, TopSet? Logged)
{
    public const string Closed = "This day is closed: its logs can no longer change.";

    public static async Task<PostedExercise> FindAsync(Interaction interaction, Work work, CancellationToken ct)
    {
        if (LogId.Parse(interaction.CustomId) is not var (deliveryId, exerciseId))
        {
            return Refuse("This button is not known here.");
        }

        var row = await work.SingleOrDefaultAsync<Row>(
            """
            SET LOCAL statement_timeout = '2s';
            SELECT d.user_id, d.local_date, d.content::text AS workout, coalesce(k.discord_user_id, CASE WHEN NOT EXISTS (SELECT FROM discord_links o WHERE o.discord_user_id = a.discord_user_id)
                THEN a.discord_user_id END) AS discord_user_id, t.closed_at IS NOT NULL AS closed, l.weight_kg, l.reps
            FROM deliveries d
            LEFT JOIN athletes a ON a.user_id = d.user_id
            LEFT JOIN discord_links k ON k.user_id = d.user_id
            LEFT JOIN demand_days t ON t.user_id = d.user_id AND t.engine = d.engine AND t.local_date = d.local_date
            LEFT JOIN training_logs l ON l.user_id = d.user_id AND l.date = d.local_date AND l.exercise_id = @exerciseId AND l.status = 'logged'
            WHERE d.id = @deliveryId AND d.engine = 'training_dispatcher' AND d.kind = 'drop'
            """,
            new { deliveryId, exerciseId }, ct);
        if (row?.Workout is null)
        {
            return Refuse("This workout is not known here.");
        }

        if (interaction.PersonId is null || interaction.PersonId != row.DiscordUserId)
        {
            return Refuse("This is someone else's workout: only they can log it.");
        }

        var workout = WorkoutJson.Read(row.Workout);
        return workout.Find(exerciseId) is { } exercise
            ? new(new Target(row.UserId, row.LocalDate, workout, exercise), null, row.Closed, row.Set)
            : Refuse("That exercise is not in this workout.");
    }

    private static PostedExercise Refuse(string why) => new(null, why, false, null);

    private sealed class Row
    {
        public Guid UserId { get; init; }
        public DateOnly LocalDate { get; init; }
        public string? Workout { get; init; }
        public string? DiscordUserId { get; init; }
        public bool Closed { get; init; }
        public decimal? WeightKg { get; init; }
        public int? Reps { get; init; }
        public TopSet? Set => WeightKg is { } weight && Reps is { } reps ? new(weight, reps) : null;
    }
}
