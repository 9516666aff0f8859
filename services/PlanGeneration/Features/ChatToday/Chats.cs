using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Daily.Talk;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Features.ChatToday;

/// <summary>Reads and writes <c>chat_messages</c>.</summary>
internal static class Chats
{
    /// <summary>Of one date; older ones of a long talk are not shown.</summary>
    private const int Most = 200;

    public static async Task<List<ChatMessageView>> ReadAsync(Work work, Guid userId, DateOnly date, CancellationToken ct)
    {
        var rows = await work.QueryAsync<Row>(
            """
            SELECT id, author, text, source, actions, created_at FROM chat_messages
            WHERE user_id = @userId AND local_date = @date ORDER BY position DESC LIMIT @Most
            """, new { userId, date, Most }, ct);
        rows.Reverse();
        return rows.ConvertAll(r => new ChatMessageView(r.Id, r.Author, r.Text, r.Source, StoredJson.Read<IReadOnlyList<SuggestedAction>>(r.Actions), r.CreatedAt));
    }

    public static Task AddAsync(Work work, Guid userId, DateOnly date, ChatMessageView message, CancellationToken ct) => work.ExecuteAsync(
        """
        INSERT INTO chat_messages (id, user_id, local_date, author, text, source, actions, created_at)
        VALUES (@Id, @userId, @date, @Author, @Text, @Source, @actions::jsonb, @CreatedAt)
        """, new { message.Id, userId, date, message.Author, message.Text, message.Source, actions = StoredJson.Write(message.Actions), message.CreatedAt }, ct);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Author { get; init; } = "";
        public string Text { get; init; } = "";
        public string? Source { get; init; }
        public string Actions { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
    }
}
