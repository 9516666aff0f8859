namespace Platform.Gateway.Data;

/// <summary>A sign-in on one device, with what its account says now.</summary>
internal sealed class Session
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public required string Role { get; init; }

    /// <summary>The serial of the latest refresh ticket.</summary>
    public int Serial { get; init; }

    /// <summary>The account's stamp when this session began.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>The account's stamp now.</summary>
    public required string AccountStamp { get; init; }

    /// <summary>When the latest refresh ticket was issued.</summary>
    public DateTimeOffset LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}
