using Npgsql;
using Platform.ServiceDefaults.Data;
using Platform.Testing;

[assembly: AssemblyFixture(typeof(Servers))]

namespace Platform.ServiceDefaults.Tests;

public sealed class MigratorTests(Servers servers)
{
    private static readonly Migrator.Migration First = new(1, "0001_first", "CREATE TABLE first (id int)");
    private static readonly Migrator.Migration Second = new(2, "0002_second", "CREATE TABLE second (id int)");

    [Fact]
    public async Task Migrations_are_applied_in_order_and_once()
    {
        var database = await servers.CreateEmptyDatabaseAsync();

        (await Migrator.ApplyAsync(database, [First], default)).ShouldBe(["0001_first"]);
        (await Migrator.ApplyAsync(database, [First, Second], default)).ShouldBe(["0002_second"]);
        (await Migrator.ApplyAsync(database, [First, Second], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_old_migration_is_refused_by_name()
    {
        var database = await servers.CreateEmptyDatabaseAsync();
        await Migrator.ApplyAsync(database, [First], default);

        var refusal = await Should.ThrowAsync<MigrationRefusedException>(
            () => Migrator.ApplyAsync(database, [First with { Sql = "CREATE TABLE first (id bigint)" }, Second], default));

        refusal.Message.ShouldContain("0001_first");
        (await TablesAsync(database)).ShouldNotContain("second");
    }

    [Fact]
    public async Task Line_ends_are_no_change()
    {
        var database = await servers.CreateEmptyDatabaseAsync();
        await Migrator.ApplyAsync(database, [new(1, "0001_first", "CREATE TABLE first\n(id int)")], default);

        (await Migrator.ApplyAsync(database, [new(1, "0001_first", "CREATE TABLE first\r\n(id int)")], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_older_than_its_database_is_refused()
    {
        var database = await servers.CreateEmptyDatabaseAsync();
        await Migrator.ApplyAsync(database, [First, Second], default);

        var refusal = await Should.ThrowAsync<MigrationRefusedException>(() => Migrator.ApplyAsync(database, [First], default));

        refusal.Message.ShouldContain("older than the database");
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var database = await servers.CreateEmptyDatabaseAsync();

        var refusal = await Should.ThrowAsync<MigrationRefusedException>(
            () => Migrator.ApplyAsync(database, [First, new(2, "0002_broken", "CREATE TABLE half (id int); SELECT 1 / 0")], default));

        refusal.Message.ShouldContain("0002_broken");
        (await TablesAsync(database)).ShouldContain("first");
        (await TablesAsync(database)).ShouldNotContain("half");
    }

    [Fact]
    public async Task Several_migrators_at_once_apply_each_migration_once()
    {
        var database = await servers.CreateEmptyDatabaseAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.ApplyAsync(database, [First, Second], default)));

        applied.SelectMany(names => names).Order().ShouldBe(["0001_first", "0002_second"]);
    }

    [Fact]
    public void Two_migrations_of_one_number_are_refused_before_anything_is_applied()
    {
        Migrator.Read(typeof(MigratorTests).Assembly).ShouldHaveSingleItem().Name.ShouldBe("0001_notes");
    }

    private static async Task<List<string>> TablesAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
