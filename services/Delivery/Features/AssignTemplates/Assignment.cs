using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.AssignTemplates;

/// <summary>Rows of <c>template_assignments</c>.</summary>
internal static class Assignment
{
    /// <summary>What a person follows, by engine. What an operator assigned may be the operator's own: it is read in the background role.</summary>
    public static async Task<IReadOnlyList<AssignmentView>> ReadAsync(Guid userId, string[] engines, Work work, CancellationToken ct) =>
        (await work.QueryAsync<Row>(
            """
            SELECT e.engine, a.template_id, t.name, t.items::text AS items, a.assigned_at
            FROM unnest(@engines) WITH ORDINALITY AS e (engine, position)
            LEFT JOIN template_assignments a ON a.user_id = @userId AND a.engine = e.engine
            LEFT JOIN templates t ON t.id = a.template_id AND t.engine = e.engine
            ORDER BY e.position
            """,
            new { userId, engines }, ct))
        .ConvertAll(row => row.View);

    /// <param name="any">Whether it may be anyone's; else only the person's own and those for everyone.</param>
    /// <returns>Null where there is no such template.</returns>
    public static Task<string?> EngineOfAsync(Guid templateId, Guid userId, bool any, Work work, CancellationToken ct) => work.ScalarAsync<string>(
        "SELECT engine FROM templates WHERE id = @templateId AND (@any OR owner_id = @userId OR owner_id IS NULL)", new { templateId, userId, any }, ct);

    /// <summary>The same once more changes nothing.</summary>
    public static Task StoreAsync(Guid userId, string engine, Guid templateId, Guid by, DateTimeOffset now, Work work, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            INSERT INTO template_assignments (user_id, engine, template_id, assigned_by, assigned_at) VALUES (@userId, @engine, @templateId, @by, @now)
            ON CONFLICT (user_id, engine) DO UPDATE SET
                template_id = excluded.template_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at
            WHERE template_assignments.template_id <> excluded.template_id
            """,
            new { userId, engine, templateId, by, now }, ct);

    public static Task RemoveAsync(Guid userId, string engine, Work work, CancellationToken ct) =>
        work.ExecuteAsync("DELETE FROM template_assignments WHERE user_id = @userId AND engine = @engine", new { userId, engine }, ct);

    private sealed class Row
    {
        public string Engine { get; init; } = "";
        public Guid? TemplateId { get; init; }
        public string? Name { get; init; }
        public string? Items { get; init; }
        public DateTimeOffset? AssignedAt { get; init; }

        public AssignmentView View
        {
            get
            {
                var items = Items is null ? null : DailyPlan.TryReadItems(Items);
                return new(Engine, TemplateId is null ? "default" : items is null ? "gone" : "assigned", TemplateId, Name, items, AssignedAt);
            }
        }
    }
}
