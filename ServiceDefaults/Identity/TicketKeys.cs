using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Platform.ServiceDefaults.Identity;

/// <summary>The Data Protection keys in the identity database: rows that are only ever added.</summary>
public sealed class TicketKeys(NpgsqlDataSource identity) : IXmlRepository
{
    internal const string Database = "identitydb";
    internal const string Application = "platform";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = identity.CreateCommand("SELECT xml FROM data_protection_keys ORDER BY id");
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = identity.CreateCommand("INSERT INTO data_protection_keys (friendly_name, xml) VALUES ($1, $2)");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Makes the first key where there is none, so that a service that starts before the gateway finds a ring. Run by
    /// the migration step.
    /// </summary>
    public static async Task EnsureFirstKeyAsync(string connectionString, TimeProvider time)
    {
        await using var identity = NpgsqlDataSource.Create(connectionString);
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(Application);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new TicketKeys(identity)));
        await using var provider = services.BuildServiceProvider();
        var keys = provider.GetRequiredService<IKeyManager>();
        if (keys.GetAllKeys().Count == 0)
        {
            var now = time.GetUtcNow();
            keys.CreateNewKey(activationDate: now, expirationDate: now.AddDays(90));
        }
    }
}
