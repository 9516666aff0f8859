using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Domain;

public sealed class RulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    private static Client Someone => new() { ZoneText = "UTC", Zone = "UTC", StartDate = Sunday, ScheduleDays = 127 };

    [Fact]
    public void The_state_is_told_by_the_first_thing_that_keeps_a_client_silent()
    {
        Someone.StateOn(Sunday).ShouldBe(ClientState.Active);
        Someone.StateOn(Sunday.AddDays(-1)).ShouldBe(ClientState.NotStarted);
        (Someone with { Paused = true }).StateOn(Sunday).ShouldBe(ClientState.Paused);
        (Someone with { StartDate = null }).StateOn(Sunday).ShouldBe(ClientState.NoStartDate);
        (Someone with { Zone = null, Paused = true }).StateOn(Sunday).ShouldBe(ClientState.InvalidZone);
    }

    [Fact]
    public void Every_state_has_a_sentence()
    {
        foreach (var state in Enum.GetValues<ClientState>())
        {
            Someone.Explain(state).ShouldEndWith(".");
        }
    }

    [Theory]
    [InlineData(1, true, RunStatus.Failed)]
    [InlineData(2, true, RunStatus.Failed)]
    [InlineData(3, true, RunStatus.Failed)]
    [InlineData(4, true, RunStatus.Alerted)]
    [InlineData(1, false, RunStatus.Alerted)]
    [InlineData(4, false, RunStatus.Alerted)]
    public void A_failure_is_tried_again_three_times_and_then_given_up(int attempt, bool retryable, string status)
    {
        var after = RetryPolicy.Decide(attempt, retryable, Now);

        after.Status.ShouldBe(status);
        after.ReadyAt.ShouldBe(status == RunStatus.Failed ? Now.AddMinutes(5) : null);
    }

    [Fact]
    public void The_days_of_the_week_are_bits_from_Sunday()
    {
        WeekDays.Mask([DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Monday, DayOfWeek.Saturday]).ShouldBe((short)0b1000011);
        (Someone with { ScheduleDays = WeekDays.Mask([DayOfWeek.Sunday]) }).TrainsOn(Sunday).ShouldBeTrue();
        (Someone with { ScheduleDays = WeekDays.Mask([DayOfWeek.Monday]) }).TrainsOn(Sunday).ShouldBeFalse();
    }

    [Fact]
    public void The_window_holds_its_last_instant()
    {
        Lateness.IsPast(Now, TimeSpan.FromHours(14), Now.AddHours(14)).ShouldBeFalse();
        Lateness.IsPast(Now, TimeSpan.FromHours(14), Now.AddHours(14).AddTicks(1)).ShouldBeTrue();
    }

    [Fact]
    public void What_comes_next_leaves_out_rest_days_days_before_the_start_and_days_already_run()
    {
        var drop = TaskTables.Of(Tasks.DropTraining);
        var mondays = Someone with { ScheduleDays = WeekDays.Mask([DayOfWeek.Monday]) };
        Due? Next(Client client, Func<DateOnly, bool>? done = null) =>
            Upcoming.Next(client, NodaTime.DateTimeZone.Utc, drop, null, Now, done ?? (_ => false));

        Next(Someone)!.Value.LocalDate.ShouldBe(Sunday.AddDays(1));
        Next(Someone, date => date == Sunday.AddDays(1))!.Value.LocalDate.ShouldBe(Sunday.AddDays(2));
        Next(mondays with { StartDate = Sunday.AddDays(3) })!.Value.LocalDate.ShouldBe(Sunday.AddDays(8));
        Next(Someone with { Paused = true }).ShouldBeNull();
        Next(Someone with { StartDate = null }).ShouldBeNull();
        Next(Someone with { ScheduleDays = 0 }).ShouldBeNull();
    }
}
