using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Platform.ServiceDefaults.Messaging;

namespace Platform.ServiceDefaults.Identity;

/// <summary>
/// Bearer tickets to text and back, in the framework's format. Two things differ from the framework's own class: a key
/// ring that cannot be read because the database is down is an outage (503), not a ticket refused (401, upon which a
/// client would forget its sign-in); and tickets seen before are remembered.
/// </summary>
/// <remarks>
/// Remembering loses nothing: a ticket is valid until it expires, whatever happens to its session, and the handler looks
/// at the expiry on every request. Memory is bounded by two generations of <paramref name="remembered"/> tickets each; when the
/// younger is full it becomes the older, and the older is forgotten.
/// </remarks>
internal sealed class Tickets(IDataProtector protector, int remembered) : ISecureDataFormat<AuthenticationTicket>
{
    private const int LongestText = 4096;

    private readonly TicketDataFormat _format = new(protector);
    private volatile Generations _seen = new(remembered);

    public string Protect(AuthenticationTicket data) => _format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => _format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) =>
        purpose is null ? Unprotect(protectedText) : _format.Unprotect(protectedText, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (string.IsNullOrEmpty(protectedText) || protectedText.Length > LongestText)
        {
            return null;
        }

        var seen = _seen;
        if (seen.Find(protectedText) is { } known)
        {
            return known;
        }

        var ticket = Read(protectedText);
        if (ticket is not null && remembered > 0 && !seen.TryAdd(protectedText, ticket))
        {
            var next = seen.Next();
            next.TryAdd(protectedText, ticket);
            _seen = next;
        }

        return ticket;
    }

    private AuthenticationTicket? Read(string text)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(protector.Unprotect(Base64UrlTextEncoder.Decode(text)));
        }
        catch (CryptographicException failure) when (failure.InnerException is { } inner && Transient.Is(inner))
        {
            throw inner;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or IOException or ArgumentException)
        {
            return null;
        }
    }
}
