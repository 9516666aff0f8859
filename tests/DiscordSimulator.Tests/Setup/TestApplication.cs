using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Platform.DiscordSimulator.Tests.Setup;

internal sealed record Received(byte[] Body, string? Timestamp, string? Signature, JsonNode? Json);

/// <summary>An application's interactions endpoint on a loopback port, checking signatures with the public key alone.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _publicKey;

    private TestApplication(WebApplication app, string publicKey)
    {
        _app = app;
        _publicKey = publicKey;
    }

    public ConcurrentQueue<Received> Received { get; } = [];

    /// <summary>The answer to an interaction with a good signature.</summary>
    public Func<JsonNode, Task<IResult>> Answer { get; set; } = _ => Task.FromResult(Json(new { type = 6 }));

    public static async Task<TestApplication> AnsweringAsync(Discord discord, Func<JsonNode, object> answer)
    {
        var application = await StartAsync(discord);
        application.Answer = interaction => Task.FromResult(Json(answer(interaction)));
        return application;
    }

    /// <param name="botId">Whose interactions it takes; none: the first bot's.</param>
    public static async Task<TestApplication> StartAsync(Discord discord, string? botId = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var bot = (await discord.ControlAsync(HttpMethod.Get, "bots")).AsArray().First(each => botId is null || each!["id"]!.GetValue<string>() == botId)!;
        var application = new TestApplication(app, bot["publicKey"]!.GetValue<string>());
        app.MapPost("/discord/interactions", (Delegate)application.HandleAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await discord.ControlAsync(HttpMethod.Put, $"bots/{bot["id"]}", new { interactionsUrl = $"{address}/discord/interactions" });
        return application;
    }

    public static IResult Json(object value) => Results.Json(value);

    public static object Modal(params object[] components) =>
        new { type = 9, data = new { custom_id = "top-set:squat", title = "Squat", components } };

    public static object Input(string customId, bool required = true, int maxLength = 10) =>
        new { type = 18, label = customId, component = new { type = 4, custom_id = customId, style = 1, required, max_length = maxLength } };

    public static bool IsSigned(string publicKey, string? timestamp, string? signature, byte[] body)
    {
        if (timestamp is null || signature is null)
        {
            return false;
        }

        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(Convert.FromHexString(publicKey), 0));
        byte[] message = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        verifier.BlockUpdate(message, 0, message.Length);
        return verifier.VerifySignature(Convert.FromHexString(signature));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> HandleAsync(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        var body = memory.ToArray();
        string? timestamp = http.Request.Headers["X-Signature-Timestamp"];
        string? signature = http.Request.Headers["X-Signature-Ed25519"];
        if (!IsSigned(_publicKey, timestamp, signature, body))
        {
            Received.Enqueue(new Received(body, timestamp, signature, null));
            return Results.StatusCode(401);
        }

        var json = JsonNode.Parse(body)!;
        Received.Enqueue(new Received(body, timestamp, signature, json));
        return json["type"]!.GetValue<int>() == 1 ? Json(new { type = 1 }) : await Answer(json);
    }
}
