using System.Diagnostics;

namespace Platform.Delivery.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task Missing_and_wrong_settings_end_the_start_with_one_sentence_that_names_all_of_them()
    {
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "Platform.Delivery.dll")) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ConnectionStrings__deliverydb"] = "Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x",
            ["ConnectionStrings__identitydb"] = "Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x",
            ["ConnectionStrings__rabbitmq"] = "amqp://x:x@127.0.0.1:1",
            ["Discord__ApiBaseUrl"] = "http://example.org/api",
            ["Discord__PublicKey"] = "0000000000000000000000000000000000000000000000000000000000000000",
            ["Sender__BatchSize"] = "0",
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(1);
        error.ShouldStartWith("Delivery cannot start: ");
        error.Split('\n').Length.ShouldBe(1, error);
        foreach (var name in new[] { "Discord:ApiBaseUrl", "Discord:BotToken", "Discord:PublicKey", "Discord:ApplicationId", "Sender:BatchSize" })
        {
            error.ShouldContain(name);
        }
    }
}
