using Npgsql;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class RowSecurityTests(Servers servers)
{
    private static readonly Guid Ana = Guid.CreateVersion7();
    private static readonly Guid Ben = Guid.CreateVersion7();

    [Fact]
    public async Task A_forgotten_where_shows_a_person_only_their_own_rows()
    {
        await using var service = await ServiceWithNotesAsync();
        await using var work = await service.Database.BeginForAsync(Ana, default);

        (await work.QueryAsync<Guid>("SELECT user_id FROM notes")).ShouldBe([Ana]);
    }

    [Fact]
    public async Task A_person_cannot_write_a_row_of_another()
    {
        await using var service = await ServiceWithNotesAsync();
        await using var work = await service.Database.BeginForAsync(Ana, default);

        (await work.ExecuteAsync("UPDATE notes SET text = 'mine now' WHERE user_id = @Ben", new { Ben })).ShouldBe(0);
        var refusal = await Should.ThrowAsync<PostgresException>(
            () => work.ExecuteAsync("INSERT INTO notes VALUES (@id, @Ben, 'for you')", new { id = Guid.CreateVersion7(), Ben }));
        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_read_in_one_round_trip_shows_a_person_only_their_own_rows_and_leaves_nothing_behind()
    {
        await using var service = await ServiceWithNotesAsync();

        // Often enough for the statements to be prepared on every connection, by one person after the other.
        for (var round = 0; round < 100; round++)
        {
            foreach (var person in new[] { Ana, Ben })
            {
                (await service.Database.ReadForAsync(person, new("SELECT user_id FROM notes"), Rows, default)).ShouldBe([person]);
            }
        }

        await using var background = await service.Database.BeginAsync(default);
        (await background.ScalarAsync<string>("SELECT current_user::text")).ShouldBe(Data.Roles.Service);
        (await background.ScalarAsync<Guid?>("SELECT current_person()")).ShouldBeNull();
    }

    [Fact]
    public async Task A_read_in_one_round_trip_writes_nothing_and_a_refusal_leaves_the_connection_sound()
    {
        await using var service = await ServiceWithNotesAsync();

        for (var round = 0; round < 20; round++)
        {
            (await Should.ThrowAsync<PostgresException>(
                    () => service.Database.ReadForAsync(Ana, new("UPDATE notes SET text = 'x' RETURNING user_id"), Rows, default)))
                .SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);
            (await service.Database.ReadForAsync(Ana, new("SELECT user_id FROM notes"), Rows, default)).ShouldBe([Ana]);
        }
    }

    private static List<Guid> Rows(NpgsqlDataReader reader)
    {
        var rows = new List<Guid>();
        while (reader.Read())
        {
            rows.Add(reader.GetGuid(0));
        }

        return rows;
    }

    [Fact]
    public async Task A_person_may_publish_but_reads_neither_outbox_nor_inbox()
    {
        await using var service = await ServiceWithNotesAsync();

        foreach (var table in new[] { "outbox", "inbox", "schema_migrations" })
        {
            await using var work = await service.Database.BeginForAsync(Ana, default);
            (await Should.ThrowAsync<PostgresException>(() => work.QueryAsync<int>($"SELECT 1 FROM {table}")))
                .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Fact]
    public async Task The_person_of_one_transaction_is_forgotten_by_the_next_on_the_same_connection()
    {
        await using var service = await ServiceWithNotesAsync();
        await using (var work = await service.Database.BeginForAsync(Ana, default))
        {
            await work.CommitAsync(default);
        }

        await using var background = await service.Database.BeginAsync(default);
        (await background.ScalarAsync<string>("SELECT current_user::text")).ShouldBe(Data.Roles.Service);
        (await background.ScalarAsync<Guid?>("SELECT current_person()")).ShouldBeNull();
        (await background.ScalarAsync<int>("SELECT count(*)::int FROM notes")).ShouldBe(2);
    }

    [Fact]
    public async Task An_instant_with_an_offset_is_the_same_instant_in_the_database()
    {
        await using var service = await ServiceWithNotesAsync();
        await using var work = await service.Database.BeginAsync(default);
        DateTimeOffset? at = new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.FromHours(14));

        (await work.ScalarAsync<string>("SELECT to_char(@at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')", new { at })).ShouldBe("2026-11-21 17:00");
        (await work.ScalarAsync<DateTimeOffset>("SELECT @at", new { at })).ShouldBe(at.Value);
        at = null;
        (await work.ScalarAsync<bool>("SELECT @at IS NULL", new { at })).ShouldBeTrue();
    }

    private async Task<TestService> ServiceWithNotesAsync()
    {
        var service = await TestService.StartAsync(servers, await servers.CreateBrokerAsync());
        await using var work = await service.Database.BeginAsync(default);
        await work.ExecuteAsync(
            "INSERT INTO notes SELECT gen_random_uuid(), id, 'a note' FROM unnest(@People) AS id", new { People = new[] { Ana, Ben } });
        await work.CommitAsync(default);
        return service;
    }
}
