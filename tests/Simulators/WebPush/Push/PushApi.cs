using System.Globalization;
using Platform.WebPushSimulator.Browser;
using Platform.WebPushSimulator.Control;

namespace Platform.WebPushSimulator.Push;

/// <summary><c>POST /push/{token}</c>: what a push service asks of a message before it takes it.</summary>
internal sealed class PushApi(Browsers browsers, FaultList faults, RequestCounts counts, SimulatorOptions options, TimeProvider time)
{
    private const int MostBytes = 4096;

    public async Task ReceiveAsync(string token, HttpContext http)
    {
        var status = 0;
        try
        {
            status = await ServeAsync(token, http);
        }
        finally
        {
            counts.Record(status);
        }
    }

    /// <returns>The status that the caller saw; 0 where the connection was cut.</returns>
    private async Task<int> ServeAsync(string token, HttpContext http)
    {
        var agent = browsers.FindByToken(token);
        var body = await ReadAsync(http.Request);
        var fault = faults.Take(agent?.Id);
        switch (fault?.Mode)
        {
            case FaultMode.DropConnection:
                http.Abort();
                return 0;
            case FaultMode.TimeoutAfterStore:
                Store(agent, body, http);
                await WaitAsync(fault.DelayMs ?? 30_000, http.RequestAborted);
                http.Abort();
                return 0;
            case FaultMode.Redirect:
                http.Response.Headers.Location = fault.Location;
                return await AnswerAsync(http, StatusCodes.Status307TemporaryRedirect, "Moved.");
            case { } mode:
                if (fault.RetryAfter is { } retryAfter)
                {
                    http.Response.Headers.RetryAfter = retryAfter;
                }

                return await AnswerAsync(http, Fault.StatusOf(mode), "A fault that is switched on.");
            default:
                var (status, reason, location) = Store(agent, body, http);
                http.Response.Headers.Location = location;
                return await AnswerAsync(http, status, reason);
        }
    }

    private (int Status, string? Reason, string? Location) Store(UserAgent? agent, byte[]? body, HttpContext http)
    {
        if (agent is null)
        {
            return (StatusCodes.Status404NotFound, "There is no such subscription.", null);
        }

        if (!agent.Subscribed)
        {
            return (StatusCodes.Status410Gone, "The browser has unsubscribed.", null);
        }

        var now = time.GetUtcNow();
        if (VapidProof.Check(http.Request.Headers.Authorization.ToString(), agent.Origin, agent.ApplicationServerKey, now) is { } refused)
        {
            return (refused.Status, refused.Reason, null);
        }

        if (body is null)
        {
            return (StatusCodes.Status413PayloadTooLarge, $"A message has at most {MostBytes} bytes.", null);
        }

        var (headers, fault) = PushHeaders.Read(http.Request, options.LongestTtl);
        if (headers is null)
        {
            return (StatusCodes.Status400BadRequest, fault, null);
        }

        var message = new Pushed(Guid.CreateVersion7(), now, body, headers.Ttl, headers.Urgency, headers.Topic);
        agent.Take(message);
        http.Response.Headers["TTL"] = ((long)headers.Ttl.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return (StatusCodes.Status201Created, null, $"{agent.Origin}/message/{message.Id}");
    }

    /// <returns>Null where it is too long.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        var buffer = new byte[MostBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length > MostBytes ? null : buffer[..length];
    }

    private static async Task<int> AnswerAsync(HttpContext http, int status, string? reason)
    {
        http.Response.StatusCode = status;
        if (reason is not null)
        {
            await http.Response.WriteAsJsonAsync(new { reason });
        }

        return status;
    }

    private async Task WaitAsync(int milliseconds, CancellationToken gaveUp)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, gaveUp);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up waiting: that is the fault's purpose.
        }
    }
}
