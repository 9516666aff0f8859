using System.ClientModel;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Platform.PlanGeneration.LanguageModel;

/// <param name="Response">Null where there is none.</param>
/// <param name="MayHaveCost">Whether the endpoint may have worked, and charge for it.</param>
internal sealed record EndpointReply(ChatResponse? Response, bool MayHaveCost);

/// <summary>
/// The endpoint, one for the process. Each call has a time limit. What failed without having been worked on is tried up to
/// twice again as long as there is time, a 429 after the pause that it asks for. An endpoint that keeps failing is left
/// alone for <see cref="Break"/>, then tried once. No failure is thrown but the caller's own cancellation.
/// </summary>
internal sealed partial class ModelEndpoint
{
    public const int FailuresBeforeBreak = 5;
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<Deadline> Ends = new("deadline");

    private readonly Lazy<IChatClient> _client;
    private readonly ILogger<ModelEndpoint> _log;
    private readonly ResiliencePipeline<ChatResponse> _pipeline;
    private readonly TimeProvider _time;

    public ModelEndpoint(Lazy<IChatClient> client, TimeProvider time, ILogger<ModelEndpoint> log)
    {
        _client = client;
        _log = log;
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ChatResponse>
            {
                ShouldHandle = arguments => ValueTask.FromResult(
                    Pause(arguments.Outcome.Exception, arguments.AttemptNumber) is { } pause && pause < DeadlineOf(arguments.Context).Left),
                MaxRetryAttempts = 2,
                DelayGenerator = arguments => ValueTask.FromResult(Pause(arguments.Outcome.Exception, arguments.AttemptNumber)),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ChatResponse>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not (null or OperationCanceledException)),
                FailureRatio = 0.8,
                MinimumThroughput = FailuresBeforeBreak,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = Break,
                OnOpened = _ =>
                {
                    LeftAlone(log, Break);
                    return default;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = arguments => ValueTask.FromResult(DeadlineOf(arguments.Context).Left),
            })
            .Build();
    }

    public async Task<EndpointReply> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, Deadline deadline, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        try
        {
            context.Properties.Set(Ends, deadline);
            return new(
                await _pipeline.ExecuteAsync(async c => await _client.Value.GetResponseAsync(messages, options, c.CancellationToken), context),
                MayHaveCost: true);
        }
        catch (BrokenCircuitException)
        {
            return new(null, MayHaveCost: false);
        }
        catch (Exception failure)
        {
            ct.ThrowIfCancellationRequested();
            // Its message may quote what was sent, or part of the key.
            Failed(_log, failure.GetType().Name, (failure as ClientResultException)?.Status ?? 0);
            return new(null, MayHaveCost: WasNotWorkedOn(failure) is false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Deadline DeadlineOf(ResilienceContext context) => context.Properties.GetValue(Ends, default);

    /// <returns>How long to wait before the next try; null where there is to be none.</returns>
    private TimeSpan? Pause(Exception? failure, int attempt) => failure switch
    {
        ClientResultException { Status: (int)HttpStatusCode.TooManyRequests } refused => RetryAfter(refused),
        ClientResultException { Status: (int)HttpStatusCode.ServiceUnavailable } refused when RetryAfter(refused) is { } asked => asked,
        null or BrokenCircuitException => null,
        ClientResultException { Status: > 0 and < 500 } => null,
        _ when WasNotWorkedOn(failure) => TimeSpan.FromMilliseconds((200 << attempt) * (0.5 + Random.Shared.NextDouble())),
        _ => null,
    };

    private TimeSpan? RetryAfter(ClientResultException refused)
    {
        if (refused.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) is not true
            || !RetryConditionHeaderValue.TryParse(text, out var after))
        {
            return null;
        }

        var pause = after.Delta ?? after.Date - _time.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    // An answer with a status says so; so does a connection that never came about. Anything else is in doubt.
    private static bool WasNotWorkedOn(Exception failure) => failure switch
    {
        ClientResultException { Status: > 0 } => true,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => true,
        ClientResultException { InnerException: { } cause } => WasNotWorkedOn(cause),
        _ => false,
    };

    [LoggerMessage(4101, LogLevel.Warning, "The language model's endpoint failed: {Failure}, status {Status} (0: none)")]
    private static partial void Failed(ILogger logger, string failure, int status);

    [LoggerMessage(4102, LogLevel.Warning, "The language model's endpoint keeps failing and is left alone for {Break}")]
    private static partial void LeftAlone(ILogger logger, TimeSpan @break);
}

/// <summary>When one question has to be done, on a clock that is never set back.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan within)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>Never nothing: a limit of nothing would be none.</summary>
    public TimeSpan Left => time.GetElapsedTime(_started) is var passed && passed < within ? within - passed : TimeSpan.FromMilliseconds(1);

    public bool IsOver => time.GetElapsedTime(_started) >= within;
}
