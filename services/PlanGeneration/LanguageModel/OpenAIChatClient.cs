using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>
/// OpenAI's client as an <see cref="IChatClient"/>, as far as this service needs it: text in, one structured answer out.
/// (The package that adapts the whole of it is not on every feed.) It neither repeats nor limits in time: the
/// <see cref="ModelEndpoint"/> does.
/// </summary>
internal sealed class OpenAIChatClient : IChatClient
{
    /// <summary>Of the <see cref="ErrorContent"/> that stands for a refusal.</summary>
    public const string Refusal = "refusal";

    private readonly HttpClient _http;
    private readonly ChatClient _client;

    public OpenAIChatClient(ModelOptions options)
    {
        // A redirect would carry the key and the data to another address.
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _client = new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey), new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint.TrimEnd('/')),
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new() { EnableLogging = false },
        });
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatCompletion completion = await _client.CompleteChatAsync(messages.Select(Message), Options(options), cancellationToken);
        var reply = new ChatMessage(ChatRole.Assistant, string.Concat(completion.Content.Select(part => part.Text)));
        if (!string.IsNullOrEmpty(completion.Refusal))
        {
            reply.Contents.Add(new ErrorContent(completion.Refusal) { ErrorCode = Refusal });
        }

        return new ChatResponse(reply)
        {
            ModelId = completion.Model,
            FinishReason = Reason(completion.FinishReason),
            Usage = completion.Usage is { } usage
                ? new() { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount }
                : null,
        };
    }

    /// <summary>The whole answer at once: half of a structured answer is of no use to anyone here.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private static OpenAI.Chat.ChatMessage Message(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.User ? new UserChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : throw new NotSupportedException($"Messages in the role {message.Role.Value} are not sent.");

    private static ChatCompletionOptions Options(ChatOptions? options) => new()
    {
        MaxOutputTokenCount = options?.MaxOutputTokens,
        ResponseFormat = options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format
            ? ChatResponseFormat.CreateJsonSchemaFormat(
                format.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), format.SchemaDescription, jsonSchemaIsStrict: true)
            : null,
    };

    private static ChatFinishReason Reason(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };
}
