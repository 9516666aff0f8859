using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace Platform.ServiceDefaults.Identity;

/// <summary>A ticket that has been read.</summary>
internal sealed record KnownTicket(AuthenticationTicket Ticket, DateTimeOffset Expires)
{
    public AuthenticateResult Result { get; } = AuthenticateResult.Success(Ticket);
}

/// <summary>
/// Tickets by their text, bounded, without a clock, and without a lock on the reading side: two generations of
/// <paramref name="size"/> tickets each. When the younger is full it becomes the older, and the older is forgotten.
/// </summary>
internal sealed class TicketMemory(int size)
{
    private volatile Generation _younger = new();
    private volatile Generation _older = new();

    /// <summary>How many are remembered, at most twice the size and what was being added meanwhile.</summary>
    public int Count => _younger.Tickets.Count + _older.Tickets.Count;

    public KnownTicket? Find(ReadOnlySpan<char> text)
    {
        if (_younger.ByText.TryGetValue(text, out var known))
        {
            return known;
        }

        if (!_older.ByText.TryGetValue(text, out known))
        {
            return null;
        }

        Add(text.ToString(), known);
        return known;
    }

    public void Add(string text, KnownTicket known)
    {
        var younger = _younger;
        if (!younger.Tickets.TryAdd(text, known) || Interlocked.Increment(ref younger.Added) < size)
        {
            return;
        }

        // Only the one that filled it turns the page.
        if (Interlocked.CompareExchange(ref _younger, new(), younger) == younger)
        {
            _older = younger;
        }
    }

    private sealed class Generation
    {
        public Generation() => ByText = Tickets.GetAlternateLookup<ReadOnlySpan<char>>();

        public ConcurrentDictionary<string, KnownTicket> Tickets { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, KnownTicket>.AlternateLookup<ReadOnlySpan<char>> ByText { get; }

        public int Added;
    }
}
