using Platform.Contracts.Delivery;
using Platform.Contracts.Insights;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.Testing;

namespace Platform.PlanGeneration.Tests.Features;

/// <summary>What the day's workout is made from, and what recovery does to it.</summary>
public sealed class DailySourceTests(Service service) : IClassFixture<Service>
{
    private static readonly DateOnly Sunday = DailyWorld.Sunday;
    private static readonly DateOnly Monday = Sunday.AddDays(1);

    [Fact]
    public async Task A_plans_days_go_before_the_block_and_its_rest_days_are_rest()
    {
        var id = await service.CoachedAsync(block: Service.BlockA);
        var (planId, plan) = await service.FollowAsync(id, DailyWorld.Strength, Monday, 4);
        for (var day = 0; day < 14; day++)
        {
            (await service.RegenerateAsync(Monday.AddDays(day), id)).Completed.ShouldBe([id]);
        }

        var planned = plan.Days.Take(14).Where(d => d.Session is not null).ToList();
        planned.Count.ShouldBeInRange(3, 13);
        (await service.RowsOfAsync(id)).Select(r => (r.Date, r.DayIndex)).ShouldBe(planned.Select(d => (d.Date, (7 * d.WeekIndex) + d.DayIndex)));
        await Eventually.AssertAsync(() => service.WorkoutsOf(id).Count.ShouldBe(planned.Count));
        foreach (var (workout, day) in service.WorkoutsOf(id).Zip(planned))
        {
            (workout.Source, workout.BlockId, workout.BlockName, workout.DayName, workout.Purpose)
                .ShouldBe(("plan", planId, "My plan", day.Session!.Title, day.Session.Purpose));
            workout.Exercises.ShouldContain(e => e.AsksTopSet);
        }

        var stored = (await service.RowAsync(id, planned[0].Date))!;
        stored.Session.ShouldBe(PlanJson.Write(planned[0].Session!));
    }

    [Fact]
    public async Task A_plans_race_counts_on_a_day_that_is_no_training_day_and_after_the_plan_the_block_goes_on()
    {
        var id = await service.CoachedAsync("running", Service.BlockA, ["monday", "wednesday", "saturday"]);
        var race = Monday.AddDays(13); // a Sunday
        var (planId, _) = await service.FollowAsync(id, DailyWorld.TenKm(race), Monday, 2);
        await service.RegenerateAsync(race, id);
        await service.RegenerateAsync(race.AddDays(1), id);

        var raceDay = (await service.RowAsync(id, race))!;
        (raceDay.Source, raceDay.BlockId, raceDay.ReadSession()!.Kind).ShouldBe(("plan", planId, SessionKind.Race));
        var after = (await service.RowAsync(id, race.AddDays(1)))!;
        (after.Source, after.BlockId).ShouldBe(("block", Service.BlockA));
    }

    [Fact]
    public async Task Without_plan_and_block_the_coach_decides_the_same_again_and_without_a_training_profile_the_default_is_trained()
    {
        var coached = await service.CoachedAsync("running");
        var plain = await service.AthleteAsync(Service.Profile());
        await service.RegenerateAsync(Sunday, coached, plain);
        await service.RegenerateAsync(Sunday, coached, plain);

        (await service.RowsOfAsync(coached)).ShouldBe([(Sunday, 1, 0)]);
        var row = (await service.RowAsync(coached, Sunday))!;
        (row.Source, row.BlockId).ShouldBe(("coach", CoachPrograms.IdOf(Specialisation.Endurance)));
        row.Reasoning.ShouldNotBeEmpty();
        (await service.RowAsync(plain, Sunday))!.Source.ShouldBe("block");

        var today = await service.TodayOfAsync(coached);
        today["workout"]!["session"]!["coach"]!.GetValue<string>().ShouldBe("endurance");
        today["workout"]!["source"]!.GetValue<string>().ShouldBe("coach");
        await Eventually.AssertAsync(() => service.WorkoutsOf(coached).ShouldHaveSingleItem().Exercises.ShouldAllBe(e => !e.AsksTopSet));
    }

    [Fact]
    public async Task Documents_that_can_no_longer_be_read_are_their_athletes_failure_and_nobody_elses()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await service.CoachedAsync("running"));
        }

        var (sound, profile, memory, plan) = (ids[0], ids[1], ids[2], ids[3]);
        await service.FollowAsync(plan, DailyWorld.TenKm(Monday.AddDays(27)), Monday, 4);
        await service.RegenerateAsync(Sunday, memory);
        await using (var work = await service.Host.Database.BeginAsync(CancellationToken.None))
        {
            await work.ExecuteAsync("""UPDATE training_profiles SET profile = '{"experience": "wizard"}' WHERE user_id = @profile""", new { profile });
            await work.ExecuteAsync("""UPDATE daily_workouts SET memory = '{"kind": "levitation"}' WHERE user_id = @memory""", new { memory });
            await work.ExecuteAsync("""UPDATE training_days_planned SET planned_data = '{"kind": "levitation"}' WHERE user_id = @plan""", new { plan });
            await work.CommitAsync(CancellationToken.None);
        }

        var report = await service.RegenerateAsync(Monday, [.. ids]);
        report.Completed.ShouldBe([sound]);
        report.Failed.Select(f => f.UserId).ShouldBe([profile, memory, plan], ignoreOrder: true);
        (await service.RowAsync(sound, Monday))!.Source.ShouldBe("coach");
        // Said anew, it is read again.
        await service.ProfileOfAsync(profile, "running");
        (await service.RegenerateAsync(Monday, profile)).Completed.ShouldBe([profile]);
    }

    [Fact]
    public async Task Poor_recovery_eases_a_planned_day_says_why_and_is_taken_up_when_it_comes_late()
    {
        var (known, unknown, late) = (await service.CoachedAsync(), await service.CoachedAsync(), await service.CoachedAsync());
        Dictionary<Guid, Session> planned = [];
        var date = Monday;
        foreach (var id in new[] { known, unknown, late })
        {
            var (_, plan) = await service.FollowAsync(id, DailyWorld.Strength, Monday, 4);
            var first = plan.Days.First(d => d.Session is not null);
            (planned[id], date) = (first.Session!, first.Date);
        }

        await KeptAsync(known, date, 1, 30, "below", 4.5m);
        await service.RegenerateAsync(date, known, unknown, late);

        var eased = (await service.RowAsync(known, date))?.ReadSession();
        eased.ShouldNotBeNull();
        eased.Totals.Load.ShouldBeLessThan(planned[known].Totals.Load);
        eased.Notes.ShouldContain(note => note.Contains("readiness is 30"));
        (await service.RowAsync(unknown, date))!.Session.ShouldBe(PlanJson.Write(planned[unknown]));

        await KeptAsync(late, date, 1, 30, null, null);
        await Eventually.AssertAsync(async () => (await service.RowAsync(late, date))!.ReadSession()!.Totals.Load.ShouldBeLessThan(planned[late].Totals.Load));
        // An older computation, and one without figures, change nothing.
        await service.Host.PublishAsync(new ReadinessComputed(late, date, 1, 99, "within", 9, 1, "readiness/1", DailyWorld.At));
        await KeptAsync(unknown, date, 1, null, null, null);
        (await service.RowsOfAsync(late)).Select(r => (r.Date, r.Version)).ShouldBe([(date, 2)]);
        (await service.RowsOfAsync(unknown)).Select(r => (r.Date, r.Version)).ShouldBe([(date, 1)]);
    }

    [Fact]
    public async Task A_logged_top_set_counts_as_a_maximum_and_fewer_repetitions_as_a_failure_from_the_next_day_on()
    {
        var (strong, failing) = (await service.CoachedAsync(), await service.CoachedAsync());
        await service.RegenerateAsync(Sunday, strong, failing);
        var row = (await service.RowAsync(strong, Sunday))!;
        var lift = row.ReadWorkout().Exercises.First(e => e.AsksTopSet && e.LoadKg is not null);
        await LoggedAsync(strong, Sunday, lift, lift.LoadKg!.Value * 1.3m, 5);

        await using (var work = await service.Host.Database.BeginForAsync(strong, CancellationToken.None))
        {
            var recent = (await Data.RecentTrainings.LoadAsync(work, [strong], Monday, CancellationToken.None))[strong];
            recent.LoggedMaxes.Values.ShouldBe([Math.Round(lift.LoadKg.Value * 1.3m * 35 / 30, 2)]);
            recent.Recent.ShouldHaveSingleItem().Failed.ShouldBeFalse();
            // What is logged on the day itself does not change what is asked of it.
            (await Data.RecentTrainings.LoadAsync(work, [strong], Sunday, CancellationToken.None))[strong].LoggedMaxes.ShouldBeEmpty();
        }

        await LoggedAsync(failing, Sunday, lift, lift.LoadKg.Value, 1);
        await using var failed = await service.Host.Database.BeginForAsync(failing, CancellationToken.None);
        (await Data.RecentTrainings.LoadAsync(failed, [failing], Monday, CancellationToken.None))[failing].Recent.ShouldHaveSingleItem().Failed.ShouldBeTrue();
    }

    [Fact]
    public async Task Today_is_one_statement_and_stays_the_athletes_own()
    {
        var id = await service.CoachedAsync();
        await service.TodayOfAsync(id);
        using var me = service.Person(id);
        await me.GetAsync(DailyWorld.Today);
        using (var statements = new StatementCount(service.Host.ConnectionString))
        {
            (await me.GetAsync(DailyWorld.Today)).EnsureSuccessStatusCode();
            // Beside the relay's looks.
            statements.Count.ShouldBeInRange(1, 3);
        }

        var other = await service.AthleteAsync();
        (await service.TodayOfAsync(other))["workout"]!["source"]!.GetValue<string>().ShouldBe("block");
    }

    [Fact]
    public async Task Next_after_a_plans_day_is_the_plans_next_day_however_often_it_is_asked_for()
    {
        var id = await service.CoachedAsync("running", Service.BlockA);
        var (_, plan) = await service.FollowAsync(id, DailyWorld.TenKm(Sunday.AddDays(14)), Sunday.AddDays(-6), 3);
        plan.Days.Single(d => d.Date == Sunday).Session.ShouldNotBeNull();
        var next = plan.Days.Where(d => d.Date > Sunday && d.Session is not null).Min(d => d.Date);
        // Made; a plan's where none was expected; a plan's as expected.
        for (var ask = 0; ask < 3; ask++)
        {
            var today = await service.TodayOfAsync(id);
            today["workout"]!["source"]!.GetValue<string>().ShouldBe("plan");
            today["nextTrainingDate"]!.GetValue<string>().ShouldBe(next.ToString("yyyy-MM-dd", null));
        }

        // Expected to be a plan's, and no longer one: the week says what is next.
        await using (var work = await service.Host.Database.BeginForAsync(id, CancellationToken.None))
        {
            await work.ExecuteAsync("UPDATE daily_workouts SET source = 'coach' WHERE user_id = @id", new { id });
            await work.CommitAsync(CancellationToken.None);
        }

        (await service.TodayOfAsync(id))["nextTrainingDate"]!.GetValue<string>().ShouldBe("2026-11-23");
    }

    [Fact]
    public async Task What_is_stored_is_told_in_the_form_that_the_history_has()
    {
        var id = await service.CoachedAsync();
        var today = (await service.TodayOfAsync(id))["workout"]!.AsObject();
        var page = await Service.ReadAsync(await service.Person(id).GetAsync("api/training/workouts"), System.Net.HttpStatusCode.OK);
        var listed = page["items"]![0]!.AsObject();
        listed.Select(p => p.Key).ShouldBe(today.Select(p => p.Key), ignoreOrder: true);
        System.Text.Json.Nodes.JsonNode.DeepEquals(listed["session"], today["session"]).ShouldBeTrue();
        today["exercises"]!.AsArray().Count.ShouldBe(listed["exercises"]!.AsArray().Count);
    }

    private async Task KeptAsync(Guid id, DateOnly date, long version, int? score, string? hrv, decimal? sleep)
    {
        await service.Host.PublishAsync(new ReadinessComputed(id, date, version, score, hrv, sleep, 1, "readiness/1", DailyWorld.At));
        await Eventually.BecomesAsync(() => service.ScalarAsync<long>($"SELECT count(*) FROM readiness WHERE user_id = '{id}' AND local_date = '{date:yyyy-MM-dd}'"), n => n == 1);
    }

    private async Task LoggedAsync(Guid id, DateOnly date, WorkoutExercise exercise, decimal weight, int reps)
    {
        await service.Host.PublishAsync(new TopSetLogged(id, date, exercise.ExerciseId, exercise.Name, weight, reps, Service.BlockA, 0, 1, DailyWorld.At));
        await Eventually.BecomesAsync(() => service.ScalarAsync<long>($"SELECT count(*) FROM top_sets WHERE user_id = '{id}'"), n => n == 1);
    }
}
