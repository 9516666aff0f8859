using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace Platform.ServiceDefaults.Identity;

/// <summary>A bounded memory of tickets by their text, without a clock and without a lock on the reading side.</summary>
internal sealed class Generations
{
    private readonly ConcurrentDictionary<string, AuthenticationTicket> _younger = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AuthenticationTicket> _older;
    private readonly int _size;
    private int _count;

    public Generations(int size) : this(size, new(StringComparer.Ordinal))
    {
    }

    private Generations(int size, ConcurrentDictionary<string, AuthenticationTicket> older)
    {
        _size = size;
        _older = older;
    }

    public AuthenticationTicket? Find(string text)
    {
        if (_younger.TryGetValue(text, out var ticket))
        {
            return ticket;
        }

        if (_older.TryGetValue(text, out ticket))
        {
            TryAdd(text, ticket);
            return ticket;
        }

        return null;
    }

    /// <returns>False where this generation is full.</returns>
    public bool TryAdd(string text, AuthenticationTicket ticket)
    {
        if (Volatile.Read(ref _count) >= _size)
        {
            return false;
        }

        if (_younger.TryAdd(text, ticket))
        {
            Interlocked.Increment(ref _count);
        }

        return true;
    }

    /// <summary>The next generation, with this one as its elder.</summary>
    public Generations Next() => new(_size, _younger);
}
