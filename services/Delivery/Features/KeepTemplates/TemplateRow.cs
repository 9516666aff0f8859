using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.KeepTemplates;

/// <summary>A row of <c>templates</c>.</summary>
internal sealed class TemplateRow
{
    public const string Columns = "id, owner_id, engine, version, name, items::text AS items, created_at, updated_at";

    public Guid Id { get; init; }
    public Guid? OwnerId { get; init; }
    public string Engine { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Items { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public TemplateView View => new(Id, Engine, Name, OwnerId is not null, Version, DailyPlan.TryReadItems(Items), CreatedAt, UpdatedAt);

    /// <summary>Holds one that this person may change until the transaction ends: their own; of an operator, also those for everyone.</summary>
    public static Task<TemplateRow?> LockAsync(Guid id, Guid userId, bool isOperator, Work work, CancellationToken ct) =>
        work.SingleOrDefaultAsync<TemplateRow>(
            $"SELECT {Columns} FROM templates WHERE id = @id AND (owner_id = @userId OR (@isOperator AND owner_id IS NULL)) FOR UPDATE",
            new { id, userId, isOperator }, ct);
}

/// <param name="Own">Whether it is one's own; else it is for everyone.</param>
/// <param name="Items">Null: what is stored cannot be read; it is to be replaced.</param>
internal sealed record TemplateView(
    Guid Id, string Engine, string Name, bool Own, long Version, IReadOnlyList<PlanItem>? Items, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
