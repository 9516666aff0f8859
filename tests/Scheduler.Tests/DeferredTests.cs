using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Platform.Scheduler.Features.RescueSilent;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

/// <summary>An engine that waits on purpose is not silent. Regenerate's may be silent for 30 minutes.</summary>
public sealed class DeferredTests(Servers servers)
{
    private static readonly DateTimeOffset FourUtc = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Who_is_waited_with_on_purpose_is_not_silent_until_the_wait_and_the_time_to_answer_are_over()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (posted, quiet) = (await scheduler.AthleteAsync("UTC"), await scheduler.AthleteAsync("UTC"));
        await scheduler.DispatchAsync(FourUtc);
        var due = (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single();
        var now = await NowAsync(scheduler);

        await ReportedAsync(scheduler, due, completed: [posted], deferredUntil: now.AddHours(8));

        await RescuedAsync(scheduler, now.AddHours(8).AddMinutes(29), 0);
        (await StatusAsync(scheduler, quiet)).ShouldBe(RunStatus.Dispatched);
        (await StatusAsync(scheduler, posted)).ShouldBe(RunStatus.Completed);

        await RescuedAsync(scheduler, now.AddHours(8).AddMinutes(31), 1);
        (await StatusAsync(scheduler, quiet)).ShouldBe(RunStatus.Failed);
        (await StatusAsync(scheduler, posted)).ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task An_answer_after_the_wait_settles_the_run()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (due, quiet) = await SentAsync(scheduler);
        var now = await NowAsync(scheduler);

        await ReportedAsync(scheduler, due, deferredUntil: now.AddHours(8));
        await ReportedAsync(scheduler, due, completed: [quiet]);

        (await StatusAsync(scheduler, quiet)).ShouldBe(RunStatus.Completed);
        await RescuedAsync(scheduler, now.AddDays(2), 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-100_000)]
    public async Task A_wait_that_is_over_already_gives_no_more_time(int minutesAhead)
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (due, _) = await SentAsync(scheduler);
        var before = await AnswerByAsync(scheduler, due);

        await ReportedAsync(scheduler, due, deferredUntil: (await NowAsync(scheduler)).AddMinutes(minutesAhead));

        (await AnswerByAsync(scheduler, due)).ShouldBe(before);
    }

    [Fact]
    public async Task No_engine_puts_off_its_answer_for_more_than_a_day_and_no_later_word_takes_time_away()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (due, _) = await SentAsync(scheduler);
        var now = await NowAsync(scheduler);

        await ReportedAsync(scheduler, due, deferredUntil: now.AddYears(10));
        var longest = await AnswerByAsync(scheduler, due);
        longest.ShouldBeInRange(now.AddHours(24.5), now.AddHours(24.5).AddMinutes(5));

        await ReportedAsync(scheduler, due, deferredUntil: now.AddHours(1));
        (await AnswerByAsync(scheduler, due)).ShouldBe(longest);
    }

    [Fact]
    public async Task The_wait_goes_by_real_time_however_far_the_clock_has_been_run_ahead()
    {
        await using var scheduler = await RunningScheduler.StartAsync(
            servers, new() { ["Scheduler:Clock"] = "database", ["Scheduler:AllowSimulation"] = "true" });
        var real = await NowAsync(scheduler);
        await scheduler.FollowAsync(scheduler.Profile(Guid.CreateVersion7(), "UTC", start: "2020-01-01"));
        (await scheduler.Operator.PostAsync($"/api/scheduler/clock", System.Net.Http.Json.JsonContent.Create(new { to = real.AddDays(2) }))).EnsureSuccessStatusCode();
        await Eventually.AssertAsync(() => scheduler.Sent(Tasks.RegenerateWorkout).ShouldNotBeEmpty());
        var due = scheduler.Sent(Tasks.RegenerateWorkout)[^1];

        // By the clock that was run ahead this would be yesterday.
        await ReportedAsync(scheduler, due, deferredUntil: real.AddHours(8));

        (await AnswerByAsync(scheduler, due)).ShouldBe(real.AddHours(8.5), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Of_several_words_in_one_batch_the_longest_counts_and_an_unknown_run_stops_none()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var (due, _) = await SentAsync(scheduler);
        var now = await NowAsync(scheduler);

        await Task.WhenAll(
            scheduler.ReportAsync(due, deferredUntil: now.AddHours(2)), scheduler.ReportAsync(due, deferredUntil: now.AddHours(5)),
            scheduler.ReportAsync(due, deferredUntil: now.AddHours(3)),
            scheduler.ReportAsync(due with { RunId = Guid.CreateVersion7() }, deferredUntil: now.AddHours(9)));

        await Eventually.AssertAsync(async () => (await BookedAsync(scheduler)).ShouldBe(4));
        (await AnswerByAsync(scheduler, due)).ShouldBe(now.AddHours(5.5), TimeSpan.FromSeconds(1));
    }

    private static async Task<(EngineDue Due, Guid Athlete)> SentAsync(RunningScheduler scheduler)
    {
        var athlete = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(FourUtc);
        return ((await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single(), athlete);
    }

    /// <summary>Reports and waits until the report is booked.</summary>
    private static async Task ReportedAsync(RunningScheduler scheduler, EngineDue due, Guid[]? completed = null, DateTimeOffset? deferredUntil = null)
    {
        var before = await BookedAsync(scheduler);
        await scheduler.ReportAsync(due, completed, deferredUntil: deferredUntil);
        await Eventually.AssertAsync(async () => (await BookedAsync(scheduler)).ShouldBe(before + 1));
    }

    private static async Task<long> BookedAsync(RunningScheduler scheduler) =>
        (await scheduler.QueryAsync<long>("SELECT count(*) FROM inbox WHERE consumer = 'CollectReports'")).Single();

    private static async Task RescuedAsync(RunningScheduler scheduler, DateTimeOffset now, int expected) =>
        (await scheduler.Host.Services.GetRequiredService<RescueSilent>().RunOnceAsync(now, CancellationToken.None)).ShouldBe(expected);

    private static async Task<DateTimeOffset> NowAsync(RunningScheduler scheduler) => (await scheduler.QueryAsync<DateTimeOffset>("SELECT now()")).Single();

    private static async Task<DateTimeOffset> AnswerByAsync(RunningScheduler scheduler, EngineDue due) =>
        (await scheduler.QueryAsync<DateTimeOffset>("SELECT answer_by FROM batches WHERE run_id = @RunId", new { due.RunId })).Single();

    private static async Task<string> StatusAsync(RunningScheduler scheduler, Guid athlete) =>
        (await scheduler.RunsAsync($"user_id = '{athlete}' AND task = 'regenerate_workout'")).Single().Status;
}
