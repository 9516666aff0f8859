using System.Text.Json;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>A day that was read: without a session it is rest.</summary>
internal sealed record ReadDay(DateOnly Date, Session? Session);

/// <summary>Reads what a language model wrote. Any text comes back as a session of sound shape or as faults, never as an exception.</summary>
internal static class SessionReading
{
    private const int LongestText = 400_000;
    private const int MostDays = 400;

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

    /// <param name="json">As by <see cref="SessionSchema.Days"/>.</param>
    public static (IReadOnlyList<ReadDay>? Days, IReadOnlyList<PlanFault> Faults) ReadDays(string? json)
    {
        var faults = new FaultList("");
        using var document = Parse(json, faults);
        if (document is null)
        {
            return (null, faults.Found);
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("days", out var list)
            || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is < 1 or > MostDays)
        {
            faults.Add("days", FaultRules.Schema, $"A list of 1 to {MostDays} days is required.");
            return (null, faults.Found);
        }

        List<ReadDay> days = [];
        var index = 0;
        foreach (var day in list.EnumerateArray())
        {
            faults.Day = index++;
            if (day.ValueKind != JsonValueKind.Object || !day.TryGetProperty("date", out var text) || text.ValueKind != JsonValueKind.String || !Dates.TryParse(text.GetString(), out var date))
            {
                faults.Add("", FaultRules.Dates, $"A day has a date: {Dates.Expected}.");
                continue;
            }

            var rests = !day.TryGetProperty("session", out var session) || session.ValueKind == JsonValueKind.Null;
            days.Add(new(date, rests ? null : Of(session, faults)));
        }

        return (faults.Count == 0 ? days : null, faults.Found);
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
