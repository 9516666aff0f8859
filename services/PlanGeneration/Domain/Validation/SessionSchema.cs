using System.Text.Json;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>
/// The shape of a session as a JSON schema for a language model's structured output, strict: every property required, none
/// besides, null where there is nothing to say. What numbers mean, and which are sound, is <see cref="SessionValidator"/>'s.
/// </summary>
internal static class SessionSchema
{
    private static readonly string Definitions =
        $$$"""
        {
          "totals": {
            "type": "object", "additionalProperties": false,
            "required": ["minutes", "mainMinutes", "hardMinutes", "distanceKm", "workingSets", "tonnageKg", "load"],
            "properties": {
              "minutes": {"type": "integer"}, "mainMinutes": {"type": "integer"}, "hardMinutes": {"type": "integer"},
              "distanceKm": {"type": "number"}, "workingSets": {"type": "integer"}, "tonnageKg": {"type": "number"}, "load": {"type": "integer"}
            }
          },
          "alternative": {
            "type": "object", "additionalProperties": false, "required": ["exerciseId", "name", "reason"],
            "properties": {"exerciseId": {"type": "string"}, "name": {"type": "string"}, "reason": {"type": "string"}}
          },
          "exercise": {
            "type": "object", "additionalProperties": false,
            "required": ["type", "exerciseId", "name", "sets", "repsFrom", "repsTo", "seconds", "distanceM", "perSide", "loadKg", "percentOneRepMax", "rpe", "tempo", "restSeconds", "note", "alternatives"],
            "properties": {
              "type": {"type": "string", "enum": ["exercise"]},
              "exerciseId": {"type": "string", "description": "An id of the catalogue."}, "name": {"type": "string"}, "sets": {"type": "integer"},
              "repsFrom": {"type": ["integer", "null"], "description": "Exactly one of reps, seconds and distanceM."}, "repsTo": {"type": ["integer", "null"]},
              "seconds": {"type": ["integer", "null"]}, "distanceM": {"type": ["integer", "null"]}, "perSide": {"type": "boolean"},
              "loadKg": {"type": ["number", "null"]}, "percentOneRepMax": {"type": ["number", "null"]}, "rpe": {"type": ["number", "null"]},
              "tempo": {"type": ["string", "null"], "description": "Seconds down, pause, up, pause, such as 3-1-1-0."},
              "restSeconds": {"type": "integer", "description": "After each set."}, "note": {"type": ["string", "null"]},
              "alternatives": {"type": "array", "items": {"$ref": "#/$defs/alternative"}}
            }
          },
          "endurance": {
            "type": "object", "additionalProperties": false,
            "required": ["type", "mode", "seconds", "distanceM", "zone", "paceFrom", "paceTo", "heartRateFrom", "heartRateTo", "powerFrom", "powerTo", "rpe", "note"],
            "properties": {
              "type": {"type": "string", "enum": ["endurance"]}, "mode": {"type": "string", "enum": [{{{Quoted(Modes.All)}}}]},
              "seconds": {"type": ["integer", "null"], "description": "Exactly one of seconds and distanceM."}, "distanceM": {"type": ["integer", "null"]},
              "zone": {"type": "integer", "description": "Heart-rate zone 1 to 5."},
              "paceFrom": {"type": ["integer", "null"], "description": "The faster end, seconds per km."}, "paceTo": {"type": ["integer", "null"]},
              "heartRateFrom": {"type": ["integer", "null"]}, "heartRateTo": {"type": ["integer", "null"]},
              "powerFrom": {"type": ["integer", "null"]}, "powerTo": {"type": ["integer", "null"]}, "rpe": {"type": "number"}, "note": {"type": ["string", "null"]}
            }
          },
          "part": {
            "type": "object", "additionalProperties": false, "required": ["kind", "name", "rounds", "restBetweenRoundsSeconds", "steps"],
            "properties": {
              "kind": {"type": "string", "enum": [{{{Words<PartKind>()}}}]}, "name": {"type": "string"}, "rounds": {"type": "integer"},
              "restBetweenRoundsSeconds": {"type": "integer"},
              "steps": {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/exercise"}, {"$ref": "#/$defs/endurance"}]}}
            }
          },
          "session": {
            "type": "object", "additionalProperties": false,
            "required": ["coach", "sport", "kind", "title", "purpose", "targetRpe", "totals", "parts", "notes"],
            "properties": {
              "coach": {"type": "string", "enum": [{{{Words<Specialisation>()}}}]}, "sport": {"type": "string", "enum": [{{{Quoted(Disciplines.All)}}}]},
              "kind": {"type": "string", "enum": [{{{Words<SessionKind>()}}}]}, "title": {"type": "string"}, "purpose": {"type": "string"},
              "targetRpe": {"type": "number", "description": "Of the whole session, 1 to 10."}, "totals": {"$ref": "#/$defs/totals"},
              "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}}, "notes": {"type": "array", "items": {"type": "string"}}
            }
          }
        }
        """;

    /// <summary>One session.</summary>
    public static JsonElement Session { get; } = Parsed(
        $$$"""
        {
          "type": "object", "additionalProperties": false, "required": ["session"],
          "properties": {"session": {"$ref": "#/$defs/session"}}, "$defs": {{{Definitions}}}
        }
        """);

    /// <summary>A list of days, each with a date and a session, or null for rest.</summary>
    public static JsonElement Days { get; } = Parsed(
        $$$"""
        {
          "type": "object", "additionalProperties": false, "required": ["days"],
          "properties": {
            "days": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["date", "session"],
                "properties": {"date": {"type": "string", "description": "yyyy-MM-dd"}, "session": {"anyOf": [{"$ref": "#/$defs/session"}, {"type": "null"}]} }
              }
            }
          },
          "$defs": {{{Definitions}}}
        }
        """);

    private static string Words<T>() where T : struct, Enum => Quoted(Enum.GetValues<T>().Select(WireNames.Of));

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"\"{word}\""));

    private static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
