using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Demo;

/// <summary>The platform refused a request, in its own words.</summary>
internal sealed class RefusedException(HttpStatusCode status, string detail) : Exception($"{(int)status}: {detail}")
{
    public HttpStatusCode Status { get; } = status;
}

/// <summary>The gateway, seen from outside.</summary>
internal sealed class PlatformApi(Uri gateway)
{
    private sealed record Tickets(string AccessToken);

    private sealed record Me(Guid Id);

    /// <summary>Signs a person in, and up first where nobody of that address is known.</summary>
    public async Task<Session> SignInAsync(string email, string password, bool register, CancellationToken ct)
    {
        using var anonymous = new HttpClient { BaseAddress = gateway };
        var login = await anonymous.PostAsJsonAsync("api/identity/login", new { email, password }, ct);
        if (register && login.StatusCode == HttpStatusCode.Unauthorized)
        {
            await Session.ReadAsync<JsonElement?>(await anonymous.PostAsJsonAsync("api/identity/register", new { email, password }, ct), ct);
            login = await anonymous.PostAsJsonAsync("api/identity/login", new { email, password }, ct);
        }

        var tickets = await Session.ReadAsync<Tickets>(login, ct);
        var client = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tickets.AccessToken);
        var me = await Session.ReadAsync<Me>(await client.GetAsync("api/identity/me", ct), ct);
        return new Session(client, me.Id);
    }
}

/// <summary>A signed-in person.</summary>
internal sealed class Session(HttpClient client, Guid userId)
{
    public Guid UserId { get; } = userId;

    public async Task<T> GetAsync<T>(string path, CancellationToken ct) => await ReadAsync<T>(await client.GetAsync(path, ct), ct);

    /// <param name="key">Repeated with the same, the request answers what it made before.</param>
    public async Task<T> PostAsync<T>(string path, object body, CancellationToken ct, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await ReadAsync<T>(await client.SendAsync(request, ct), ct);
    }

    public async Task PutAsync(string path, object body, CancellationToken ct) =>
        await ReadAsync<JsonElement?>(await client.PutAsJsonAsync(path, body, ct), ct);

    internal static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode)
        {
            return text.Length == 0 ? default! : JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;
        }

        throw new RefusedException(answer.StatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}: {text}");
    }
}
