using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.LanguageModelSimulator.Control;

namespace Platform.LanguageModelSimulator.Api;

/// <summary><c>POST /v1/chat/completions</c>, without streaming and without tools.</summary>
internal sealed class ChatCompletions(
    SimulatorOptions options, BehaviourQueue queue, RequestLog log, Answers answers, TimeProvider time)
{
    private const int CharactersPerToken = 4;
    private int _count;

    public async Task AnswerAsync(HttpContext http)
    {
        var key = KeyOf(http.Request);
        if (key.Length == 0 || (!string.IsNullOrEmpty(options.ApiKey) && key != options.ApiKey))
        {
            await ApiError.BadKey(key).ExecuteAsync(http);
            return;
        }

        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        if (Parse(body) is not { } form)
        {
            await ApiError.Invalid("", "We could not parse the JSON body of your request.").ExecuteAsync(http);
            return;
        }

        var request = RequestLog.Read(time.GetUtcNow(), key, body, form);
        log.Add(request);
        if (RequestRules.Check(form, options) is { } error)
        {
            await error.ExecuteAsync(http);
            return;
        }

        await BehaveAsync(http, queue.Take(request) ?? new Behaviour(Mode.Answer), request, form);
    }

    private async Task BehaveAsync(HttpContext http, Behaviour behaviour, RecordedRequest request, JsonObject form)
    {
        if (behaviour.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        switch (behaviour.Mode)
        {
            case Mode.RateLimited:
                await ApiError.RateLimited.ExecuteAsync(http);
                break;
            case Mode.Error:
                await ApiError.Server(behaviour.Status ?? 500).ExecuteAsync(http);
                break;
            case Mode.Garbage:
                await http.Response.WriteAsync("<html>It works!</html>", http.RequestAborted);
                break;
            case Mode.HangUp:
                await HangUpAsync(http, Completion(request, Good(request, form)));
                break;
            case Mode.Slow:
                await WaitAsync(http, behaviour.DelayMs ?? 2_000);
                await WriteAsync(http, Completion(request, Good(request, form)));
                break;
            default:
                await WriteAsync(http, Completion(behaviour, request, form));
                break;
        }
    }

    private JsonObject Completion(Behaviour behaviour, RecordedRequest request, JsonObject form)
    {
        var good = Good(request, form);
        switch (behaviour.Mode)
        {
            case Mode.InvalidJson:
                return Completion(request, good[..^1]);
            case Mode.WrongSchema:
                return Completion(request, """{"weather":"mild","wind":["west"]}""");
            case Mode.Echo:
                return Completion(request, Repeated(JsonNode.Parse(good), behaviour.Text ?? request.User)!.ToJsonString());
            case Mode.Refuse:
                return Completion(request, null, refusal: "I'm sorry, I can't help with that.");
            case Mode.Truncate:
                return Completion(request, good[..(good.Length / 2)], reason: "length");
            case Mode.NoUsage:
                var uncounted = Completion(request, good);
                uncounted.Remove("usage");
                return uncounted;
            default:
                return Completion(request, behaviour.Text ?? good);
        }
    }

    private JsonObject Completion(RecordedRequest request, string? content, string reason = "stop", string? refusal = null)
    {
        var input = request.Messages.Sum(m => Tokens(m.Content));
        var output = Tokens(content ?? refusal ?? "");
        return new JsonObject
        {
            ["id"] = $"chatcmpl-{Interlocked.Increment(ref _count).ToString("D8", CultureInfo.InvariantCulture)}",
            ["object"] = "chat.completion",
            ["created"] = time.GetUtcNow().ToUnixTimeSeconds(),
            ["model"] = request.Model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content, ["refusal"] = refusal },
                ["logprobs"] = null,
                ["finish_reason"] = reason,
            }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output },
        };
    }

    private string Good(RecordedRequest request, JsonObject form) =>
        answers.For(request.SchemaName, form["response_format"]?["json_schema"]?["schema"] as JsonObject)?.ToJsonString() ?? "{}";

    private static JsonNode? Repeated(JsonNode? node, string text) => node switch
    {
        JsonObject value => new JsonObject(value.Select(p => KeyValuePair.Create(p.Key, Repeated(p.Value, text)))),
        JsonArray values => new JsonArray([.. values.Select(v => Repeated(v, text))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(text),
        _ => node?.DeepClone(),
    };

    private static Task WriteAsync(HttpContext http, JsonObject completion)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(completion.ToJsonString(), http.RequestAborted);
    }

    private static async Task HangUpAsync(HttpContext http, JsonObject completion)
    {
        var text = Encoding.UTF8.GetBytes(completion.ToJsonString());
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = text.Length;
        await http.Response.Body.WriteAsync(text.AsMemory(0, text.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    private async Task WaitAsync(HttpContext http, int milliseconds)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up waiting: that is the behaviour's purpose.
        }
    }

    private static int Tokens(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    private static string KeyOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..].Trim() : "";

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
