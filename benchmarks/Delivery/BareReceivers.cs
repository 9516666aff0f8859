using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Benchmarks.Delivery;

/// <summary>
/// The floor under Discord and under a push service: Kestrel that reads what is sent to it and answers what they would,
/// keeping nothing and limiting nothing, so that it is not what is measured.
/// </summary>
internal static class BareReceivers
{
    private static long LastId = 400_000_000_000_000_000;

    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.BodyReader.CopyToAsync(Stream.Null);
        var path = context.Request.Path.Value!;
        var isPush = path.StartsWith("/push/", StringComparison.Ordinal);
        context.Response.StatusCode = isPush ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        if (!isPush)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(path.EndsWith("/messages", StringComparison.Ordinal) && context.Request.Method == "GET"
                ? "[]"
                : string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{Interlocked.Increment(ref LastId)}}"}"""));
        }
    }
}
