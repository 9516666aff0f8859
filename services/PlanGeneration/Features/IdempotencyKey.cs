using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features;

/// <summary>What a sender calls a request that makes something, so that repeating it makes nothing more. Not required.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";

    public static string? Read(HttpRequest request, Faults faults) =>
        request.Headers[Header].ToString() is { Length: > 0 } given ? faults.Text(Header, given, 100) : null;
}
