using System.Reflection;
using Npgsql;
using Platform.Testing;

[assembly: AssemblyFixture(typeof(Servers))]

namespace Platform.Tests;

public sealed class RowSecurityTests(Servers servers)
{
    public static TheoryData<string, string> Owners => [.. Programs.All.Where(p => p.Name != Programs.Simulator).Select(p => (p.Folder, p.Assembly))];

    [Theory]
    [MemberData(nameof(Owners))]
    public async Task Every_table_that_holds_a_persons_rows_shows_them_to_that_person_only(string folder, string assembly)
    {
        var database = await servers.CreateDatabaseAsync(Assembly.LoadFrom(Checkout.Dll(folder, assembly)));
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            """
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'user_id' AND NOT a.attisdropped
              AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var unguarded = new List<string>();
        while (await reader.ReadAsync())
        {
            unguarded.Add(reader.GetString(0));
        }

        unguarded.ShouldBeEmpty();
    }
}
