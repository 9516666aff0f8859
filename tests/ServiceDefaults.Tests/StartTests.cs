using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>The real programs, started badly.</summary>
public sealed class StartTests
{
    private const string Database = "Host=127.0.0.1;Port=1;Username=x;Password=hush;Database=x";

    [Theory]
    [InlineData("services/PlanGeneration", "PlanGeneration", "plangenerationdb", "identitydb", "rabbitmq")]
    [InlineData("services/Scheduler", "Scheduler", "schedulerdb", "identitydb", "rabbitmq")]
    [InlineData("services/Delivery", "Delivery", "deliverydb", "identitydb", "rabbitmq", "Discord:BotToken", "Discord:PublicKey")]
    [InlineData("services/WearableSync", "WearableSync", "wearablesyncdb", "identitydb", "rabbitmq")]
    [InlineData("services/Insights", "Insights", "insightsdb", "identitydb", "rabbitmq")]
    [InlineData("gateway", "Gateway", "identitydb")]
    public async Task Without_settings_a_program_ends_with_one_sentence_that_names_all_that_is_missing(
        string folder, string name, params string[] missing)
    {
        var sentence = await ShouldNotStartAsync(folder, name, []);

        missing.ShouldAllBe(setting => sentence.Contains(setting));
    }

    [Theory]
    [InlineData("Database:MaxPoolSize", "many")]
    [InlineData("Database:MaxPoolSize", "0")]
    [InlineData("ConnectionStrings:insightsdb", "the usual one with the password hush")]
    [InlineData("ConnectionStrings:rabbitmq", "guest:hush@localhost")]
    [InlineData("ComplianceScan:ThresholdPercent", "101")]
    [InlineData("ASPNETCORE_URLS", "somewhere")]
    public async Task A_wrong_setting_is_named_and_no_secret_told(string setting, string value)
    {
        var sentence = await ShouldNotStartAsync("services/Insights", "Insights", new(Sound()) { [setting] = value });

        sentence.ShouldContain(setting == "ASPNETCORE_URLS" ? value : setting);
        sentence.ShouldNotContain("hush");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, FreePort.Next());
        taken.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        (await ShouldNotStartAsync("services/Insights", "Insights", new(Sound()) { ["ASPNETCORE_URLS"] = address })).ShouldContain(address);
    }

    [Fact]
    public async Task An_address_of_a_service_that_is_none_is_named() =>
        (await ShouldNotStartAsync("gateway", "Gateway", new(Sound()) { ["services:delivery:http:0"] = "delivery" })).ShouldContain("services:delivery:http:0");

    [Fact]
    public async Task A_wrong_setting_of_the_scheduler_is_named() =>
        (await ShouldNotStartAsync("services/Scheduler", "Scheduler", new(Sound()) { ["Scheduler:StrideSize"] = "0" })).ShouldContain("Scheduler:StrideSize");

    [Fact]
    public async Task The_migrations_name_what_is_missing()
    {
        var run = await ProgramRun.ToItsEndAsync(Checkout.Dll("AppHost/Migrations", "Migrations"), new Dictionary<string, string?>());

        run.ExitCode.ShouldBe(1);
        run.Lines.ShouldHaveSingleItem().ShouldContain("ConnectionStrings:identitydb");
    }

    private static Dictionary<string, string?> Sound() => new()
    {
        ["ConnectionStrings:schedulerdb"] = Database,
        ["ConnectionStrings:insightsdb"] = Database,
        ["ConnectionStrings:identitydb"] = Database,
        ["ConnectionStrings:rabbitmq"] = "amqp://x:hush@127.0.0.1:1",
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
    };

    private static async Task<string> ShouldNotStartAsync(string folder, string name, Dictionary<string, string?> settings)
    {
        var run = await ProgramRun.ToItsEndAsync(Checkout.Dll(folder, name), settings);

        run.ExitCode.ShouldBe(1);
        var sentence = run.Lines.ShouldHaveSingleItem(string.Join(Environment.NewLine, run.Lines));
        sentence.ShouldStartWith($"{name} cannot start: ");
        return sentence;
    }
}
