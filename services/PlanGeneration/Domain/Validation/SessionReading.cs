using System.Text.Json;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Reads what a language model wrote. Any text comes back as a session of sound shape or as faults, never as an exception.</summary>
internal static class SessionReading
{
    private const int LongestText = 400_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <param name="json">As by <see cref="SessionSchema.Session"/>, or the session itself.</param>
    public static (Session? Session, IReadOnlyList<PlanFault> Faults) Read(string? json)
    {
        var faults = new FaultList("");
        using var document = Parse(json, faults);
        if (document is null)
        {
            return (null, faults.Found);
        }

        var root = document.RootElement;
        var session = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("session", out var inside) ? Of(inside, faults) : Of(root, faults);
        return (session, faults.Found);
    }

    private static Session? Of(JsonElement element, FaultList faults)
    {
        try
        {
            var session = PlanJson.ReadSession(element.GetRawText());
            return SessionShape.IsSound(session, faults) ? session : null;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            faults.Add((failure as JsonException)?.Path?.TrimStart('$', '.') ?? "", FaultRules.Schema, "It cannot be read as a session: a member has another type, an unknown word, or is missing.");
            return null;
        }
    }

    private static JsonDocument? Parse(string? json, FaultList faults)
    {
        if (string.IsNullOrWhiteSpace(json) || json.Length > LongestText)
        {
            faults.Add("", FaultRules.Schema, $"A JSON text of at most {LongestText} characters is required.");
            return null;
        }

        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            faults.Add("", FaultRules.Schema, "It is not JSON.");
            return null;
        }
    }
}
