using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>From the endpoint's answer to the caller's value: whole, JSON, true to the schema, and then as the caller reads it.</summary>
internal static class ReadAnswer
{
    private const int LongestAnswer = 400_000;
    private const int MostFaults = 50;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static ModelReading<T> Of<T>(ChatResponse response, JsonElement schema, Func<string, ModelReading<T>> read)
    {
        if (response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().Any())
        {
            return ModelReading<T>.Faulty("$: the model declined to answer");
        }

        if (response.FinishReason == ChatFinishReason.Length)
        {
            return ModelReading<T>.Faulty("$: the answer was cut off because it was too long; make it shorter");
        }

        if (response.FinishReason == ChatFinishReason.ContentFilter)
        {
            return ModelReading<T>.Faulty("$: the endpoint withheld the answer");
        }

        var text = Unfenced(response.Text.Trim());
        if (text.Length is 0 or > LongestAnswer)
        {
            return ModelReading<T>.Faulty(text.Length == 0 ? "$: the answer is empty" : "$: the answer is too long; make it shorter");
        }

        return Checked(text, schema) is { Count: > 0 } faults ? ModelReading<T>.Faulty(faults) : Read(text, read);
    }

    private static IReadOnlyList<string> Checked(string text, JsonElement schema)
    {
        try
        {
            using var answer = JsonDocument.Parse(text, Strict);
            return AnswerSchema.Faults(schema, answer.RootElement);
        }
        catch (JsonException)
        {
            return ["$: the answer is not one sound JSON document"];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is sound JSON, and no text.
            return ["$: the answer contains text that is not sound Unicode"];
        }
        catch (RegexMatchTimeoutException)
        {
            return ["$: the answer contains text that cannot be checked in time"];
        }
    }

    // What a reader trips over is a fault of the answer, not of ours alone: the caller has rules to fall back on.
    private static ModelReading<T> Read<T>(string text, Func<string, ModelReading<T>> read)
    {
        try
        {
            var reading = read(text);
            return reading is { Faults.Count: 0, Value: null }
                ? ModelReading<T>.Faulty("$: the answer has no content")
                : reading with { Faults = [.. reading.Faults.Take(MostFaults).Select(PromptData.CleanText)] };
        }
        catch (Exception unread) when (unread is JsonException or FormatException or OverflowException or InvalidOperationException
            or KeyNotFoundException or ArgumentException)
        {
            return ModelReading<T>.Faulty("$: the answer cannot be read");
        }
    }

    // Small models put the document into a code block, asked for or not.
    private static string Unfenced(string text) =>
        text.StartsWith("```", StringComparison.Ordinal) && text.EndsWith("```", StringComparison.Ordinal)
            && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var line && line < text.Length - 3
            ? text[(line + 1)..^3].Trim()
            : text;
}
