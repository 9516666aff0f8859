using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Limits;

namespace Platform.Delivery.Tests.DiscordChannel;

/// <summary>The client with two bots, and a Discord that answers as the test says.</summary>
internal sealed class StubbedDiscord : HttpMessageHandler, ILogger<DiscordBots>
{
    public const string First = "1100000000000000001", Second = "1100000000000000002";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public StubbedDiscord(Action<DiscordOptions>? configure = null)
    {
        var options = new DiscordOptions
        {
            BotToken = "first-token", ApplicationId = First, MaxWait = TimeSpan.FromMilliseconds(50),
            Bots = [new() { BotToken = "second-token", ApplicationId = Second }],
        };
        configure?.Invoke(options);
        var metrics = new DiscordMetrics(Meters);
        Bots = new(Options.Create(options), metrics, Clock, this);
        var http = new HttpClient(this);
        DiscordClient.Configure(http, options);
        Client = new(http, Bots, metrics, Clock);
    }

    public System.Diagnostics.Metrics.IMeterFactory Meters => _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();

    public FakeClock Clock { get; } = new();

    public DiscordBots Bots { get; }

    public DiscordClient Client { get; }

    /// <summary>Bot, method and path of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public List<string> Logged { get; } = [];

    public Func<HttpRequestMessage, Task<HttpResponseMessage>> Answer { get; set; } = _ => Task.FromResult(Json("""{"id":"1"}"""));

    public void Answers(HttpStatusCode status, string body = "{}", params (string Name, string Value)[] headers) =>
        Answer = _ => Task.FromResult(Json(body, status, headers));

    public Task<DiscordAnswer<string>> PostAsync(string channel = "7", string? bot = null) =>
        Client.PostMessageAsync(bot, channel, new { Content = "x" }, SendPriority.Normal, TestContext.Current.CancellationToken);

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8) };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    public static (string, string)[] Bucket(int limit, int remaining, string resetAfter) =>
    [
        ("X-RateLimit-Bucket", "abc"), ("X-RateLimit-Limit", $"{limit}"), ("X-RateLimit-Remaining", $"{remaining}"), ("X-RateLimit-Reset-After", resetAfter),
    ];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue($"{request.Headers.GetValues("Authorization").Single()} {request.Method} {request.RequestUri!.PathAndQuery}");
        return Answer(request).WaitAsync(cancellationToken);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Logged.Add(formatter(state, exception));
}
