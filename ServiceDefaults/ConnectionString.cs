using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Platform.ServiceDefaults;

/// <summary>A connection string that the program cannot do without: a missing one is a fault of the settings, told at the start.</summary>
internal sealed class ConnectionString
{
    public string Text { get; set; } = "";

    /// <param name="form">What it has to look like, for an operator.</param>
    public static void Require(IHostApplicationBuilder builder, string name, string form, Func<string, bool> isSound) =>
        builder.Services.AddOptions<ConnectionString>(name)
            .Configure(option => option.Text = builder.Configuration.GetConnectionString(name) ?? "")
            // What it is instead is not told: there is a password in it.
            .Validate(option => isSound(option.Text), $"ConnectionStrings:{name} is missing or wrong; expected {form}")
            .ValidateOnStart();
}

internal static class ConnectionStringExtensions
{
    public static void RequireDatabase(this IHostApplicationBuilder builder, string name) =>
        ConnectionString.Require(builder, name, "Host=…;Port=…;Username=…;Password=…;Database=…", IsDatabase);

    public static void RequireBroker(this IHostApplicationBuilder builder, string name) =>
        ConnectionString.Require(builder, name, "amqp://user:password@host:port", text =>
            Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "amqp" or "amqps" });

    private static bool IsDatabase(string text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
