extern alias pushsimulator;

using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.Delivery.Channels.WebPush;

namespace Platform.Delivery.Tests.WebPush;

/// <summary>The npm package <c>http_ece</c> reads what we encrypt. Skipped where node is not there.</summary>
public sealed class NodeTests
{
    private static readonly string Source = Path.Combine(Checkout.Root, "tests", "Delivery.Tests", "WebPush", "node");

    [Fact]
    public async Task Another_implementation_reads_our_messages()
    {
        var folder = await InstallAsync();
        List<(byte[] Payload, string Line)> messages = [.. Enumerable.Range(0, 50).Select(i => Message(i * MessageEncryption.MostPayloadBytes / 49))];

        var (exit, output, errors) = await RunAsync("node", folder, string.Join('\n', messages.Select(m => m.Line)) + "\n", "decrypt.js");

        exit.ShouldBe(0, errors);
        output.Split('\n', StringSplitOptions.TrimEntries)[..50].ShouldBe(messages.Select(m => Base64Url.EncodeToString(m.Payload)));
    }

    private static (byte[] Payload, string Line) Message(int length)
    {
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var parameters = browser.ExportParameters(includePrivateParameters: true);
        byte[] point = [4, .. parameters.Q.X!, .. parameters.Q.Y!];
        var (auth, payload) = (RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(length));
        var body = MessageEncryption.Encrypt(payload, point, auth);
        return (payload, JsonSerializer.Serialize(new
        {
            privateKey = Base64Url.EncodeToString(parameters.D), auth = Base64Url.EncodeToString(auth), body = Base64Url.EncodeToString(body),
        }));
    }

    // Outside the checkout, once for each set of pinned packages.
    private static async Task<string> InstallAsync()
    {
        var stamp = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"))))[..12];
        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "platform-tests", $"http-ece-{stamp}");
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "package.json", "package-lock.json", "decrypt.js" })
        {
            File.Copy(Path.Combine(Source, file), Path.Combine(folder, file), overwrite: true);
        }

        if (!Directory.Exists(Path.Combine(folder, "node_modules", "http_ece")))
        {
            var (exit, _, errors) = await RunAsync("npm", folder, "", "ci", "--no-audit", "--no-fund");
            if (exit != 0)
            {
                Assert.Skip($"The npm packages could not be installed: {errors}");
            }
        }

        return folder;
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string program, string folder, string input, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
            return (process.ExitCode, await output, await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }
}
