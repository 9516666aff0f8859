using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features;

/// <summary>What a client calls a request that it may repeat: header <c>Idempotency-Key</c>. Not required.</summary>
internal static class IdempotencyKey
{
    public static string? Read(HttpRequest request, Faults faults) =>
        request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? faults.Text("Idempotency-Key", given, 100) : null;
}
