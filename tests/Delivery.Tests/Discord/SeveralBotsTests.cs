using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Platform.Delivery.Channels.Discord;

namespace Platform.Delivery.Tests.DiscordChannel;

public sealed class SeveralBotsTests
{
    private static readonly Ed25519PrivateKeyParameters[] Keys =
        [.. Enumerable.Range(1, 3).Select(i => new Ed25519PrivateKeyParameters(Enumerable.Repeat((byte)i, 32).ToArray(), 0))];

    [Fact]
    public void An_interaction_belongs_to_the_bot_whose_key_signed_it()
    {
        var clock = new FakeClock();
        var signatures = new InteractionSignature(Options.Create(Sound()), clock);
        var body = Encoding.UTF8.GetBytes("""{"type":1}""");
        foreach (var (key, application) in new[] { (Keys[0], "1"), (Keys[1], "2"), (Keys[2], null) })
        {
            var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString();
            var headers = new HeaderDictionary
            {
                [InteractionSignature.SignatureHeader] = Sign(key, timestamp, body), [InteractionSignature.TimestampHeader] = timestamp,
            };
            signatures.SignedBy(headers, body).ShouldBe(application);
        }
    }

    [Fact]
    public void Sound_settings_pass() => new DiscordOptionsValidator().Validate(null, Sound()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Every_fault_of_every_bot_is_named()
    {
        var options = Sound();
        options.Bots.Add(new() { BotToken = "a b", PublicKey = "00", ApplicationId = "one", RequestsPerSecond = 0 });
        options.MaxWait = TimeSpan.FromSeconds(-1);
        options.InvalidRequestBudget = 10_000;
        options.MaxConnections = 0;
        options.RequestsPerSecond = 0;
        var faults = new DiscordOptionsValidator().Validate(null, options).Failures!.ToList();
        foreach (var setting in new[]
        {
            "Discord:Bots:1:BotToken", "Discord:Bots:1:PublicKey", "Discord:Bots:1:ApplicationId", "Discord:Bots:1:RequestsPerSecond", "Discord:MaxWait",
            "Discord:InvalidRequestBudget", "Discord:MaxConnections", "Discord:RequestsPerSecond",
        })
        {
            faults.Count(f => f.StartsWith(setting + " ", StringComparison.Ordinal)).ShouldBe(1, setting);
        }

        faults.Count.ShouldBe(8);
    }

    [Fact]
    public void Two_bots_must_differ_in_everything()
    {
        var options = Sound();
        options.Bots[0] = new() { BotToken = options.BotToken, PublicKey = options.PublicKey.ToUpperInvariant(), ApplicationId = options.ApplicationId };
        new DiscordOptionsValidator().Validate(null, options).Failures!.Count(f => f.EndsWith("another for each bot", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static DiscordOptions Sound() => new()
    {
        BotToken = "first", PublicKey = Public(0), ApplicationId = "1", Bots = [new() { BotToken = "second", PublicKey = Public(1), ApplicationId = "2" }],
    };

    private static string Public(int key) => Convert.ToHexStringLower(Keys[key].GeneratePublicKey().GetEncoded());

    private static string Sign(Ed25519PrivateKeyParameters key, string timestamp, byte[] body)
    {
        var signer = new Ed25519Signer();
        signer.Init(true, key);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), .. body];
        signer.BlockUpdate(signed, 0, signed.Length);
        return Convert.ToHexStringLower(signer.GenerateSignature());
    }
}
