using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Platform.Scheduler.Features.Queues;

/// <summary>A queue as of the broker's last count, which is seconds old; null where it has not counted yet.</summary>
/// <param name="Exclusive">Belongs to one connection, which alone may ask about it.</param>
internal sealed record ListedQueue(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("exclusive")] bool Exclusive,
    [property: JsonPropertyName("messages_ready")] int? Ready,
    [property: JsonPropertyName("messages_unacknowledged")] int? Unacknowledged,
    [property: JsonPropertyName("consumers")] int? Consumers);

/// <summary>Which queues there are: what AMQP itself does not tell. Read from RabbitMQ's management API.</summary>
internal sealed class ManagementApi(HttpClient http, IOptions<BrokerOptions> options, Broker broker)
{
    private const string Columns = "name,exclusive,messages_ready,messages_unacknowledged,consumers";

    public bool IsThere => options.Value.ManagementAddress is not null;

    /// <exception cref="HttpRequestException">It does not answer, or not with a list.</exception>
    public async Task<IReadOnlyList<ListedQueue>> QueuesAsync(CancellationToken ct)
    {
        var address = options.Value.ManagementAddress!;
        // Without the user: an address is what traces and logs show.
        var api = $"{address.GetLeftPart(UriPartial.Scheme)}{address.Authority}{address.AbsolutePath.TrimEnd('/')}/api";
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"{api}/queues/{Uri.EscapeDataString(broker.VirtualHost)}?columns={Columns}"));
        var user = address.UserInfo is { Length: > 0 } own ? Uri.UnescapeDataString(own) : $"{broker.UserName}:{broker.Password}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<List<ListedQueue>>(ct) ?? [];
    }

    public static bool IsRefusal(Exception failure) =>
        failure is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden };
}
