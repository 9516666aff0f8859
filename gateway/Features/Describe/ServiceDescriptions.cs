using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Gateway.Features.Forward;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Features.Describe;

/// <summary>Fetches a service's own description and makes it usable from here.</summary>
internal sealed class ServiceDescriptions(IConfiguration configuration) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 8 << 20,
    };

    public async Task<Results<ContentHttpResult, ProblemHttpResult>> ReadAsync(string service, CancellationToken ct)
    {
        if (!RouteTable.Services.Contains(service))
        {
            return Problems.NotFound("service");
        }

        var address = ServiceAddress.All(configuration, service).FirstOrDefault();
        if (address is null)
        {
            return Unreachable(service);
        }

        try
        {
            var text = await _http.GetStringAsync(new Uri(address, "/openapi/v1.json"), ct);
            return JsonNode.Parse(text) is JsonObject description
                ? TypedResults.Text(DescriptionPatch.Apply(description).ToJsonString(), "application/json")
                : Unreachable(service);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return Unreachable(service);
        }
    }

    public void Dispose() => _http.Dispose();

    private static ProblemHttpResult Unreachable(string service) => Problems.Create(
        StatusCodes.Status502BadGateway, "unreachable", "Not reachable", $"The service {service} does not describe itself now; try again shortly.");
}
