using Platform.Testing;

namespace Platform.Delivery.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task Missing_and_wrong_settings_end_the_start_with_one_sentence_that_names_all_of_them()
    {
        var run = await ProgramRun.ToItsEndAsync(Path.Combine(AppContext.BaseDirectory, "Platform.Delivery.dll"), new Dictionary<string, string?>
        {
            ["ConnectionStrings:deliverydb"] = "Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x",
            ["ConnectionStrings:identitydb"] = "Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x",
            ["ConnectionStrings:rabbitmq"] = "amqp://x:x@127.0.0.1:1",
            ["Discord:ApiBaseUrl"] = "http://example.org/api",
            ["Discord:PublicKey"] = "0000000000000000000000000000000000000000000000000000000000000000",
            ["Sender:BatchSize"] = "0",
        });

        run.ExitCode.ShouldBe(1);
        var sentence = run.Lines.ShouldHaveSingleItem();
        sentence.ShouldStartWith("Delivery cannot start: ");
        foreach (var name in new[] { "Discord:ApiBaseUrl", "Discord:BotToken", "Discord:PublicKey", "Discord:ApplicationId", "Sender:BatchSize" })
        {
            sentence.ShouldContain(name);
        }
    }
}
