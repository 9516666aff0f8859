using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Platform.ServiceDefaults.Http;

/// <summary>
/// Outgoing HTTP: each attempt has a time limit, requests that may be repeated are tried three times with jittered
/// pauses, and a peer that keeps failing is left alone for a while. A POST is never repeated here: whether it may be
/// is the caller's knowledge. Failures look as HttpClient's own do: a caller need not know that this stands in between.
/// </summary>
internal sealed class ResilienceHandler(TimeProvider time) : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> _once = Builder(time).Build();
    private readonly ResiliencePipeline<HttpResponseMessage> _repeated = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = Failed,
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .AddPipeline(Builder(time).Build())
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var repeatable = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        try
        {
            return await (repeatable ? _repeated : _once).ExecuteAsync(
                async ct => await base.SendAsync(request, ct), cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw new TaskCanceledException("The peer did not answer in time.", new TimeoutException(late.Message, late));
        }
        catch (BrokenCircuitException alone)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The peer keeps failing and is left alone for a while.", alone);
        }
    }

    private static ResiliencePipelineBuilder<HttpResponseMessage> Builder(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = Failed,
                FailureRatio = 0.8,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(15),
                BreakDuration = TimeSpan.FromSeconds(5),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(10) });

    private static ValueTask<bool> Failed<TArgs>(TArgs arguments) where TArgs : struct => ValueTask.FromResult(arguments switch
    {
        RetryPredicateArguments<HttpResponseMessage> retry => Failed(retry.Outcome),
        CircuitBreakerPredicateArguments<HttpResponseMessage> breaker => Failed(breaker.Outcome),
        _ => false,
    });

    private static bool Failed(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
        || outcome.Result is { StatusCode: HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError };
}

public static class ResilienceExtensions
{
    public static IHttpClientBuilder AddResilience(this IHttpClientBuilder client) =>
        client.AddHttpMessageHandler(services => new ResilienceHandler(services.GetRequiredService<TimeProvider>()));
}
