using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.Testing;

/// <summary>
/// Stands before an HTTP server. A test can hold one request that has left its sender and has not arrived, or one answer
/// on its way back. Both outlive who sent the request.
/// </summary>
public sealed class HttpHold : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Transfer-Encoding", "Connection", "Keep-Alive"];
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly Uri _target;
    private volatile Held? _request;
    private volatile Held? _answer;

    private HttpHold(WebApplication app, Uri target) => (_app, _target) = (app, target);

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <summary>What the server has been asked and has answered, in the order of its answers.</summary>
    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    public static async Task<HttpHold> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var hold = new HttpHold(app, target);
        app.Run(hold.PassAsync);
        await app.StartAsync();
        return hold;
    }

    /// <summary>Holds the first request from now on that is one of <paramref name="which"/>, before the server has seen any of it.</summary>
    public Held HoldRequest(Func<Exchange, bool> which) => _request = new(which);

    /// <summary>Holds the first answer from now on that is one to <paramref name="which"/>: the server has done what it says.</summary>
    public Held HoldAnswer(Func<Exchange, bool> which) => _answer = new(which);

    /// <summary>Ends what is held, which is lost, and holds nothing more.</summary>
    public void Drop()
    {
        _request?.Drop();
        _answer?.Drop();
        (_request, _answer) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        Drop();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        // From here on without the request's token: what is on the wire arrives though its sender is dead.
        var asked = new Exchange(context.Request.Method, context.Request.Path + context.Request.QueryString, Encoding.UTF8.GetString(body.ToArray()), null, null);
        var request = _request is { } wanted && wanted.Takes(asked) ? wanted : null;
        if (request is not null && !await request.EndsAsync())
        {
            context.Abort();
            return;
        }

        using var answer = await ForwardAsync(context.Request, body.ToArray());
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var exchange = asked with { Status = (int)answer.StatusCode, Answer = Encoding.UTF8.GetString(bytes) };
        _exchanges.Enqueue(exchange);
        request?.Arrived(exchange);
        if (_answer is { } held && held.Takes(exchange) && !await held.EndsAsync())
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !HopByHop.Contains(h.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.Body.WriteAsync(bytes, CancellationToken.None);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequest from, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(_target, from.Path + from.QueryString));
        request.Content = body.Length > 0 ? new ByteArrayContent(body) : null;
        // With the host that was asked: what is signed names it.
        foreach (var (name, values) in from.Headers.Where(h => !HopByHop.Contains(h.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return await _http.SendAsync(request);
    }
}

/// <param name="Path">With its query.</param>
/// <param name="Status">Null: not answered yet.</param>
public sealed record Exchange(string Method, string Path, string Body, int? Status, string? Answer);

/// <summary>The one request, or answer, that an <see cref="HttpHold"/> holds until the test decides.</summary>
public sealed class Held
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Func<Exchange, bool> _which;
    private readonly TaskCompletionSource<Exchange> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Exchange> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Held(Func<Exchange, bool> which) => _which = which;

    /// <summary>Returns once it is held, all of it.</summary>
    public Task<Exchange> ReachedAsync() => _reached.Task.WaitAsync(Patience);

    /// <summary>Returns once a request that was released has been answered by the server.</summary>
    public Task<Exchange> ArrivedAsync() => _arrived.Task.WaitAsync(Patience);

    /// <summary>Lets it go on, late, whether or not who waits for it still lives.</summary>
    public void Release() => _ended.TrySetResult(true);

    /// <summary>It never arrives.</summary>
    public void Drop() => _ended.TrySetResult(false);

    internal bool Takes(Exchange exchange) => _which(exchange) && _reached.TrySetResult(exchange);

    internal Task<bool> EndsAsync() => _ended.Task;

    internal void Arrived(Exchange answered) => _arrived.TrySetResult(answered);
}
