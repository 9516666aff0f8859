using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class RegenerateTests(Service service) : IClassFixture<Service>
{
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    [Fact]
    public async Task The_same_message_twice_and_the_same_run_again_have_one_effect()
    {
        var id = await service.AthleteAsync();
        var due = Service.Due(Sunday, id);
        var messageId = Guid.CreateVersion7();
        await service.Host.PublishAsync(due, messageId);
        await service.Host.PublishAsync(due, messageId);
        await service.ReportAsync(due.RunId);
        await service.RegenerateAsync(Sunday, id); // a retry: a message and a run of its own

        (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 1, 0)]);
        service.Host.Published<EngineRunReported>().Count(r => r.RunId == due.RunId).ShouldBe(1);

        // The next day's message comes last, so anything that was published before has come.
        await service.RegenerateAsync(Sunday.AddDays(1), id);
        await Eventually.AssertAsync(() => service.WorkoutsOf(id).Select(w => (w.LocalDate, w.Version)).ShouldBe([(Sunday, 1), (Sunday.AddDays(1), 1)]));
    }

    [Fact]
    public async Task Runs_for_the_same_people_at_once_and_in_any_order_make_each_workout_once()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.AthleteAsync()));
        var runs = Enumerable.Range(0, 6).Select(i => Service.Due(Sunday, [.. i % 2 == 0 ? ids : ids.Reverse()])).ToList();
        await Task.WhenAll(runs.Select(run => service.Host.PublishAsync(run)));
        foreach (var run in runs)
        {
            (await service.ReportAsync(run.RunId)).Completed.ShouldBe(ids, ignoreOrder: true);
        }

        foreach (var id in ids)
        {
            (await service.RowsOfAsync(id)).ShouldBe([(Sunday, 1, 0)]);
            await Eventually.AssertAsync(() => service.WorkoutsOf(id).Count.ShouldBe(1));
        }
    }

    [Fact]
    public async Task Over_two_weeks_the_block_advances_on_training_days_only()
    {
        var id = await service.AthleteAsync(Service.Profile(block: Service.BlockA, days: ["monday", "wednesday", "saturday"]));
        for (var day = 0; day < 14; day++)
        {
            var report = await service.RegenerateAsync(Sunday.AddDays(day), id);
            report.Completed.ShouldBe([id]);
            report.Failed.ShouldBeEmpty();
        }

        (await service.RowsOfAsync(id)).ShouldBe(
        [
            (new(2026, 11, 23), 1, 0), (new(2026, 11, 25), 1, 1), (new(2026, 11, 28), 1, 2),
            (new(2026, 11, 30), 1, 0), (new(2026, 12, 2), 1, 1), (new(2026, 12, 5), 1, 2),
        ]);
    }

    [Fact]
    public async Task A_reassigned_block_starts_at_its_first_day_and_the_old_one_is_resumed()
    {
        var id = await service.AthleteAsync();
        await service.RegenerateAsync(Sunday, id);
        await service.RegenerateAsync(Sunday.AddDays(1), id);
        await AssignAsync(id, Service.BlockB);
        await service.RegenerateAsync(Sunday.AddDays(2), id);
        await AssignAsync(id, Service.BlockA);
        await service.RegenerateAsync(Sunday.AddDays(3), id);
        (await service.RowsOfAsync(id)).Select(r => r.DayIndex).ShouldBe([0, 1, 0, 2]);

        // Reassigned on the day itself: that day's workout is replaced.
        await AssignAsync(id, Service.BlockB);
        await service.RegenerateAsync(Sunday.AddDays(3), id);
        (await service.RowsOfAsync(id)).ShouldContain((Sunday.AddDays(3), 2, 1));
    }

    [Fact]
    public async Task Paused_not_started_and_resting_athletes_are_completed_in_silence()
    {
        Guid[] ids =
        [
            await service.AthleteAsync(Service.Profile(paused: true)),
            await service.AthleteAsync(Service.Profile(start: "2026-11-23")),
            await service.AthleteAsync(Service.Profile(days: ["monday"])),
        ];
        (await service.RegenerateAsync(Sunday, ids)).Completed.ShouldBe(ids, ignoreOrder: true);
        foreach (var id in ids)
        {
            (await service.RowsOfAsync(id)).ShouldBeEmpty();
        }

        service.Host.Published<RaiseJobCard>().ShouldNotContain(card => ids.Contains(card.UserId));
    }

    [Fact]
    public async Task Without_a_usable_block_the_default_is_trained_and_a_card_raised_once_a_day()
    {
        var missing = await service.AthleteAsync(Service.Profile());
        var nowhere = Guid.CreateVersion7();
        var invalid = await ImportAsync(nowhere);
        var hollow = Guid.CreateVersion7();
        await ExecuteAsync($"INSERT INTO training_blocks (id, slug, name, version) VALUES ('{hollow}', 'hollow', 'Hollow', 1)");
        var empty = await ImportAsync(hollow);

        await service.RegenerateAsync(Sunday, missing, invalid, empty);
        await service.RegenerateAsync(Sunday, missing, invalid, empty);

        await Eventually.AssertAsync(() =>
        {
            foreach (var (id, kind, subject) in new[]
            {
                (missing, JobCardKinds.MissingBlock, "block"), (invalid, JobCardKinds.InvalidBlock, $"{nowhere}"), (empty, JobCardKinds.InvalidBlock, $"{hollow}"),
            })
            {
                service.Host.Published<RaiseJobCard>().Where(c => c.UserId == id).Select(c => (c.Kind, c.Subject)).ShouldBe([(kind, subject)]);
                service.WorkoutsOf(id).Single().BlockId.ShouldBe(Service.BlockA);
            }
        });
    }

    [Fact]
    public async Task One_athlete_who_cannot_be_stored_stops_nobody()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 9; i++)
        {
            ids.Add(await service.AthleteAsync());
        }

        var poisoned = ids[4];
        await ExecuteAsync(
            $"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''poisoned''; END';
            CREATE TRIGGER poison BEFORE INSERT ON daily_workouts FOR EACH ROW WHEN (NEW.user_id = '{poisoned}') EXECUTE FUNCTION refuse();
            """);
        var report = await service.RegenerateAsync(Sunday, [.. ids]);
        report.Completed.ShouldBe(ids.Where(id => id != poisoned), ignoreOrder: true);
        var failure = report.Failed.ShouldHaveSingleItem();
        failure.UserId.ShouldBe(poisoned);
        failure.Retryable.ShouldBeTrue();
        failure.Reason.ShouldContain("P0001");
        await Eventually.AssertAsync(() => ids.Count(id => service.WorkoutsOf(id).Count == 1).ShouldBe(8));
        await Service.ReadAsync(await service.Person(poisoned).GetAsync("api/training/today"), HttpStatusCode.InternalServerError);

        // Cured, the retry of this one person goes through.
        await ExecuteAsync("DROP TRIGGER poison ON daily_workouts");
        (await service.RegenerateAsync(Sunday, poisoned)).Completed.ShouldBe([poisoned]);
        (await service.RowsOfAsync(poisoned)).ShouldBe([(Sunday, 1, 0)]);
    }

    [Fact]
    public async Task A_person_without_a_profile_is_reported_and_not_tried_again()
    {
        var unknown = Guid.CreateVersion7();
        var known = await service.AthleteAsync();
        var report = await service.RegenerateAsync(Sunday, unknown, known, known);
        report.Completed.ShouldBe([known]);
        report.Failed.ShouldHaveSingleItem().ShouldBe(new(unknown, "There is no profile of this person here.", Retryable: false));
    }

    [Fact]
    public async Task Who_has_no_workout_when_training_is_dropped_gets_one_then_and_who_has_one_keeps_it()
    {
        var (early, late, resting) = (
            await service.AthleteAsync(), await service.AthleteAsync(), await service.AthleteAsync(Service.Profile(days: [])));
        await service.RegenerateAsync(Sunday, early);
        await Service.ReadAsync(await service.Person(early).PutAsJsonAsync("api/athletes/me", Service.Profile(block: Service.BlockB)), HttpStatusCode.OK);
        var drop = Service.Due(Sunday, early, late, resting) with { Task = Tasks.DropTraining, Engine = Engines.TrainingDispatcher };
        await service.Host.PublishAsync(drop);

        await Eventually.AssertAsync(() => service.WorkoutsOf(late).Select(w => (w.LocalDate, w.Version)).ShouldBe([(Sunday, 1)]));
        (await service.RowsOfAsync(early)).ShouldBe([(Sunday, 1, 0)]);
        (await service.RowsOfAsync(resting)).ShouldBeEmpty();
        service.Host.Published<EngineRunReported>().ShouldNotContain(r => r.RunId == drop.RunId);
    }

    [Fact]
    public async Task Only_the_engine_regenerate_is_answered()
    {
        var id = await service.AthleteAsync();
        var other = Service.Due(Sunday, id) with { Engine = Engines.TrainingDispatcher, Task = Tasks.LogMissedTraining };
        var messageId = Guid.CreateVersion7();
        await service.Host.PublishAsync(other, messageId);
        await Eventually.BecomesAsync(() => service.ScalarAsync<long>($"SELECT count(*) FROM inbox WHERE message_id = '{messageId}'"), count => count == 1);
        (await service.RowsOfAsync(id)).ShouldBeEmpty();
        service.Host.Published<EngineRunReported>().ShouldNotContain(r => r.RunId == other.RunId);
    }

    [Fact]
    public async Task Five_hundred_people_are_a_handful_of_statements()
    {
        await ExecuteAsync(
            $"""
            INSERT INTO athletes (user_id, version, display_name, time_zone, start_date, paused, schedule_days, block_id, created_at, changed_at)
            SELECT ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 1, 'Ada', 'UTC', '2026-11-01', false, 127, '{Service.BlockB}', now(), now()
            FROM generate_series(1, 500) AS i
            """);
        var ids = Enumerable.Range(1, 500).Select(i => Guid.Parse($"00000000-0000-7000-8000-{i:D12}")).ToArray();
        using var statements = new StatementCount(service.Host.ConnectionString);
        var report = await service.RegenerateAsync(Sunday, ids);
        report.Completed.Count.ShouldBe(500);
        // Those of the relay, which looks every second and takes 250 messages at a time, are counted too.
        statements.Count.ShouldBeInRange(5, 60);
        (await service.ScalarAsync<long>($"SELECT count(*) FROM daily_workouts WHERE block_id = '{Service.BlockB}' AND user_id < '00000000-0000-7000-8000-000000000501'")).ShouldBe(500);
        await Eventually.AssertAsync(() => service.WorkoutsOf(ids[499]).Count.ShouldBe(1));
    }

    private async Task AssignAsync(Guid id, Guid block) =>
        await Service.ReadAsync(await service.Person(id).PutAsJsonAsync("api/athletes/me", Service.Profile(block: block)), HttpStatusCode.OK);

    private async Task<Guid> ImportAsync(Guid block)
    {
        var id = Guid.CreateVersion7();
        await Service.ReadAsync(await service.Operator().PutAsJsonAsync($"api/athletes/{id}/import", Service.Profile(block: block)), HttpStatusCode.Created);
        return id;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(service.Host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
