using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Tests.Setup;
using Platform.Testing;

namespace Platform.DiscordSimulator.Tests;

/// <summary>The simulator as @discordjs/rest, which knows the real Discord, understands it.</summary>
public class DiscordJsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DiscordSimulator.Tests", "DiscordJs");

    [Fact]
    public async Task The_library_that_knows_Discord_finds_all_it_expects()
    {
        var modules = await InstallAsync();
        await using var discord = await DiscordServer.StartAsync(new Dictionary<string, string?>
        {
            ["Simulator:BotToken"] = "a-token",
            // Small enough to be met, so short that nobody waits for long.
            ["Simulator:BucketWindow"] = "00:00:00.5",
        });

        var (code, output, errors) = await RunAsync(
            "node", Folder, Path.Combine(Folder, "talk.mjs"), modules, new Uri(discord.Address, "api").ToString(),
            discord.Control.BaseAddress!.ToString(), Discord.Application, Discord.Anna);

        code.ShouldBe(0, errors);
        var seen = JsonNode.Parse(output)!;
        seen["directType"]!.GetValue<int>().ShouldBe(1);
        seen["sameNonce"]!.GetValue<bool>().ShouldBeTrue();
        seen["edited"]!.GetValue<string>().ShouldBe("Squat ✓");
        seen["read"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("Squat ✓");
        seen["registered"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("today");
        seen["errors"]!.AsObject().ToDictionary(error => error.Key, error => error.Value!.GetValue<int>()).ShouldBe(new Dictionary<string, int>
        {
            ["emptyMessage"] = 50006, ["tooLong"] = 50035, ["unknownChannel"] = 10003, ["unknownMessage"] = 10008, ["badCommand"] = 50035,
            ["badToken"] = 50027, ["cannotDm"] = 50007, ["noMutualGuild"] = 50278,
        }, ignoreOrder: true);
        seen["tooLongSays"]!.GetValue<string>().ShouldContain("content[BASE_TYPE_MAX_LENGTH]: Must be 2000 or fewer in length.");
        foreach (var scope in new[] { "user", "shared", "global" })
        {
            var recovered = seen["recovered"]![scope]!;
            recovered["content"]!.GetValue<string>().ShouldBe($"after {scope}");
            recovered["told"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe(scope);
        }

        seen["afterGateway"]!.GetValue<string>().ShouldBe("after 502");
        seen["burst"]!.GetValue<int>().ShouldBe(8);
        var requests = JsonNode.Parse(await discord.Control.GetStringAsync("requests"))!["routes"]!.AsArray();
        requests.Where(route => route!["status"]!.GetValue<int>() == 429).Sum(route => route!["count"]!.GetValue<int>())
            .ShouldBe(3, "only those on order: the headers keep the library below the limit");
    }

    /// <summary>The folder with the packages of the lock file, beside earlier ones in the user's cache.</summary>
    private static async Task<string> InstallAsync()
    {
        var lockFile = Path.Combine(Folder, "package-lock.json");
        var version = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(lockFile)).AsSpan(0, 8));
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "platform-tests");
        var folder = Path.Combine(home, $"discordjs-rest-{version}");
        if (Directory.Exists(folder))
        {
            Assert.SkipUnless(await HasNodeAsync(), "node is not installed.");
            return folder;
        }

        Assert.SkipUnless(await HasNodeAsync(), "node and npm are not installed.");
        Directory.CreateDirectory(home);
        var attempt = Directory.CreateDirectory(Path.Combine(home, $"attempt-{Guid.CreateVersion7():N}"));
        try
        {
            foreach (var name in new[] { "package.json", "package-lock.json" })
            {
                File.Copy(Path.Combine(Folder, name), Path.Combine(attempt.FullName, name));
            }

            var (code, _, errors) = await RunAsync("npm", attempt.FullName, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Assert.SkipWhen(code != 0, $"npm could not install @discordjs/rest: {errors.Trim().Split('\n')[^1]}");
            if (!Directory.Exists(folder))
            {
                Directory.Move(attempt.FullName, folder);
            }

            return folder;
        }
        finally
        {
            if (Directory.Exists(attempt.FullName))
            {
                attempt.Delete(recursive: true);
            }
        }
    }

    private static async Task<bool> HasNodeAsync()
    {
        try
        {
            return (await RunAsync("node", Folder, "--version")).Code == 0 && (await RunAsync("npm", Folder, "--version")).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
