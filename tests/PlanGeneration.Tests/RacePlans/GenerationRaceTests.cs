using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Tests.Features;
using Platform.Testing;
using static Platform.PlanGeneration.Tests.RacePlans.Runners;

namespace Platform.PlanGeneration.Tests.RacePlans;

/// <summary>What happens to plans when things happen at once, or stop in the middle.</summary>
public sealed class GenerationRaceTests(Service service, Servers servers) : IClassFixture<Service>
{
    [Fact]
    public async Task While_a_plan_of_the_athlete_is_being_made_another_request_is_told_so_and_other_athletes_are_not_kept()
    {
        var (id, other) = (await service.RunnerAsync(), await service.RunnerAsync());
        await using (var running = await service.Host.Database.BeginForAsync(id, CancellationToken.None))
        {
            await PlanGeneration.Data.Plans.LockAsync(running, id, CancellationToken.None);
            (await service.PostAsync(id, $"{All}/generate", Goal(), HttpStatusCode.Conflict))["type"]!
                .GetValue<string>().ShouldBe("urn:platform:problem:generation-running");
            await service.PlanAsync(other);
        }

        await service.PlanAsync(id);
    }

    [Fact]
    public async Task Of_requests_at_once_each_makes_its_plan_or_is_told_and_no_plan_is_half_there()
    {
        var id = await service.RunnerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Person(id).PostAsJsonAsync($"{All}/generate", Goal())));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created || a.StatusCode == HttpStatusCode.Conflict);
        var made = answers.Count(a => a.StatusCode == HttpStatusCode.Created);
        made.ShouldBeGreaterThan(0);
        (await service.ScalarAsync<long>($"SELECT count(*) FROM training_days_planned WHERE user_id = '{id}'")).ShouldBe(made * 28);
        await Eventually.AssertAsync(() => service.PlansTold(id).Count.ShouldBe(made));
    }

    [Fact]
    public async Task The_same_request_sent_twice_at_once_makes_one_plan()
    {
        var id = await service.RunnerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
        {
            var me = service.Person(id);
            me.DefaultRequestHeaders.Add("Idempotency-Key", "once");
            return me.PostAsJsonAsync($"{All}/generate", Goal());
        }));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created || a.StatusCode == HttpStatusCode.Conflict);
        (await service.ScalarAsync<long>($"SELECT count(*) FROM training_plans WHERE user_id = '{id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_dies_between_the_copy_and_the_commit_leaves_nothing()
    {
        var id = await service.RunnerAsync();
        var draft = await service.DraftAsync(id);
        await using (var work = await service.Host.Database.BeginForAsync(id, CancellationToken.None))
        {
            var row = await PlanStore.InsertAsync(work, draft, DateTimeOffset.UnixEpoch, CancellationToken.None);
            work.Publish(row.ToEvent());
            (await work.ScalarAsync<long>("SELECT count(*) FROM training_days_planned WHERE plan_id = @Id", new { row.Id })).ShouldBe(28);
            await using (var killer = NpgsqlDataSource.Create(service.Host.ConnectionString))
            {
                await killer.CreateCommand($"SELECT pg_terminate_backend({work.Connection.ProcessID})").ExecuteNonQueryAsync(CancellationToken.None);
            }

            await Should.ThrowAsync<NpgsqlException>(() => work.CommitAsync(CancellationToken.None));
        }

        foreach (var table in new[] { "training_plans", "athlete_training_plans", "race_training_plans", "training_days_planned" })
        {
            (await service.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = '{id}'")).ShouldBe(0, table);
        }

        (await service.ScalarAsync<long>("SELECT count(*) FROM outbox")).ShouldBe(0);
        await service.PlanAsync(id);
        await Eventually.AssertAsync(() => service.PlansTold(id).ShouldHaveSingleItem());
    }

    [Fact]
    public async Task Storing_a_plan_takes_a_handful_of_statements_however_many_days_it_has()
    {
        var id = await service.RunnerAsync();
        async Task<int> CountAsync(int weeks)
        {
            var draft = await service.DraftAsync(id, weeks);
            await using var work = await service.Host.Database.BeginForAsync(id, CancellationToken.None);
            using var statements = new StatementCount(service.Host.ConnectionString);
            await PlanStore.InsertAsync(work, draft, DateTimeOffset.UnixEpoch, CancellationToken.None);
            return statements.Count;
        }

        // The relay of the outbox looks at the same database now and then: the least of a few is the storing alone.
        async Task<int> LeastAsync(int weeks)
        {
            var counts = new List<int>();
            for (var i = 0; i < 6; i++)
            {
                counts.Add(await CountAsync(weeks));
            }

            return counts.Min();
        }

        (await LeastAsync(20)).ShouldBe(await LeastAsync(1));
    }

    [Fact]
    public async Task A_clock_that_goes_back_does_not_make_a_new_assignment_an_earlier_one()
    {
        await using var own = new Service(servers);
        await ((IAsyncLifetime)own).InitializeAsync();
        var id = await own.RunnerAsync();
        var a = (await own.PlanAsync(id)).PlanId();
        own.Host.Clock.Advance(TimeSpan.FromHours(-1));
        var b = (await own.PlanAsync(id)).PlanId();
        (await own.GetAsync(id, $"{All}/active")).PlanId().ShouldBe(b);
        await own.PostAsync(id, $"{All}/{a}/activate");
        (await own.GetAsync(id, $"{All}/active")).PlanId().ShouldBe(a);
    }

    [Fact]
    public async Task The_planned_day_of_a_date_is_found_for_many_at_once()
    {
        var (planned, without) = (await service.RunnerAsync(), await service.RunnerAsync());
        var plan = (await service.PlanAsync(planned)).PlanId();
        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        var saturday = await PlanGeneration.Data.Plans.ActiveDayAsync(work, [planned, without], FirstMonday.AddDays(12), CancellationToken.None);
        var day = saturday.ShouldHaveSingleItem().Value;
        (day.UserId, day.PlanId, day.WeekIndex, day.DayIndex, day.Date).ShouldBe((planned, plan, 1, 5, FirstMonday.AddDays(12)));
        day.Session.ShouldNotBeNull();
        (await PlanGeneration.Data.Plans.ActiveDayAsync(work, [planned], FirstMonday.AddDays(4), CancellationToken.None))[planned].Session.ShouldBeNull();
        (await PlanGeneration.Data.Plans.ActiveDayAsync(work, [planned], FirstMonday.AddDays(-1), CancellationToken.None)).ShouldBeEmpty();
        (await PlanGeneration.Data.Plans.ActiveDayAsync(work, [planned], FirstMonday.AddDays(28), CancellationToken.None)).ShouldBeEmpty();
    }
}
