using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Platform.ServiceDefaults.Messaging;

namespace Platform.ServiceDefaults.Identity;

/// <summary>
/// Bearer tickets to text and back, in the framework's format. Two things differ from the framework's own class: a key
/// ring that cannot be read because the database is down is an outage (503), not a ticket refused (401, upon which a
/// client would forget its sign-in); and tickets that were read are remembered for <see cref="TicketAuthentication"/>.
/// </summary>
internal sealed class Tickets(IDataProtector protector, TicketMemory? memory) : ISecureDataFormat<AuthenticationTicket>
{
    private const int LongestText = 4096;

    private readonly TicketDataFormat _format = new(protector);

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

        var ticket = Read(protectedText);
        if (ticket?.Properties.ExpiresUtc is { } expires)
        {
            memory?.Add(protectedText, new(ticket, expires));
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
