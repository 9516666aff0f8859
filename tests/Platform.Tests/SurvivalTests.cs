using Platform.Demo;

namespace Platform.Tests;

/// <summary>
/// The platform lives whole days while its processes are killed and its servers restarted in the middle of everything.
/// At the end every expected post exists once, every log once, and nothing is stuck.
/// </summary>
public sealed class SurvivalTests : IAsyncLifetime
{
    private static readonly string[] Zones = ["Asia/Kathmandu", "Europe/Paris", "-03:30", "Europe/Paris"];
    private RunningPlatform _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await RunningPlatform.StartAsync(secondScheduler: true);

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Every_process_and_server_may_go_at_every_stage_of_the_day_and_nothing_is_lost_or_doubled()
    {
        var people = new People(_platform);
        var op = await people.OperatorAsync();
        var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2);
        var athletes = await people.SignUpAsync(first, Zones);
        foreach (var athlete in athletes)
        {
            await People.PatientlyAsync(() => op.GetAsync<Client>($"api/scheduler/clients/{athlete.Session.UserId}", default));
        }

        // One day for each thing that can be taken away.
        (string What, Func<Task> Harm)[] harms =
        [
            .. Programs.Ours.Select(name => (name, (Func<Task>)(() => KillAndStartAsync(name)))),
            ("RabbitMQ", InTheMidstOfPosts(_platform.RestartBrokerAsync)),
            ("PostgreSQL", InTheMidstOfPosts(_platform.RestartPostgresAsync)),
        ];
        foreach (var (day, (what, harm)) in harms.Index())
        {
            TestContext.Current.SendDiagnosticMessage("{0:yyyy-MM-dd}: {1}", first.AddDays(day), what);
            await new KilledDay(first.AddDays(day), op, people, athletes, harm).LiveAsync();
        }

        var dates = Enumerable.Range(0, harms.Length).Select(first.AddDays).ToList();
        foreach (var athlete in athletes)
        {
            await ShouldHaveLivedAsync(athlete, dates, people);
        }

        await Testing.Eventually.AssertAsync(async () => (await _platform.StuckAsync()).ShouldBeEmpty(), TimeSpan.FromSeconds(60));
    }

    private static async Task ShouldHaveLivedAsync(TestAthlete athlete, List<DateOnly> dates, People people)
    {
        // The message that closes a day may still be on its way when its run is answered; and while the last day ends in the
        // last zone, another has begun in the first.
        var deliveries = await Wait.ForAsync(
            () => People.DeliveriesAsync(athlete, dates[0], dates[^1].AddDays(2)), found => found.All(delivery => delivery.IsDelivered), default);
        var posts = await people.Discord.PostsToAsync(athlete.DiscordId, default);
        posts.Count.ShouldBe(deliveries.Count, $"posts to the athlete in {athlete.Zone}");
        var training = deliveries.Where(delivery => delivery.LocalDate <= dates[^1]).Where(delivery => delivery.IsTraining).ToList();
        training.Select(delivery => delivery.LocalDate).Order().ShouldBe(dates);
        training.ShouldAllBe(delivery => posts.Count(post => post.Asks(delivery)) == 1);

        var period = $"from={dates[0]:yyyy-MM-dd}&to={dates[^1]:yyyy-MM-dd}";
        var workouts = await People.PatientlyAsync(() => athlete.Session.GetAsync<Listing<Workout>>($"api/training/workouts?{period}", default));
        workouts.Items.Select(w => w.LocalDate).Order().ShouldBe(dates);
        var exercises = workouts.Items.Sum(w => w.Exercises.Count);

        // One row for each exercise of each day: logged once, or missed.
        var logs = await People.PatientlyAsync(() => athlete.Session.GetAsync<Listing<LogRow>>($"api/logs?{period}", default));
        logs.Items.Count.ShouldBe(exercises);
        logs.Items.Select(log => (log.Date, log.ExerciseId)).Distinct().Count().ShouldBe(exercises);
        logs.Items.Count(log => log.Status == "logged").ShouldBe(dates.Count * KilledDay.LoggedEach);
        logs.Items.Where(log => log.Status == "logged").ShouldAllBe(log => log.WeightKg == 80 && log.Reps == 5);

        // And Insights has heard of each.
        foreach (var monday in dates.Select(date => date.AddDays(-(((int)date.DayOfWeek + 6) % 7))).Distinct())
        {
            var week = logs.Items.Where(log => log.Date >= monday && log.Date < monday.AddDays(7)).ToList();
            await Wait.ForAsync(
                () => athlete.Session.GetAsync<Compliance>($"api/insights/compliance?weekStart={monday:yyyy-MM-dd}", default),
                counted => counted.Logged == week.Count(l => l.Status == "logged") && counted.Missed == week.Count(l => l.Status == "missed"),
                default);
        }
    }

    // All replicas at once, where there are several.
    private async Task KillAndStartAsync(string name)
    {
        var replicas = _platform.Names.Where(running => running == name || running == $"{name}-2").ToList();
        await Task.WhenAll(replicas.Select(_platform.KillAsync));
        await Task.WhenAll(replicas.Select(_platform.StartAsync));
    }

    // The second stage of a day is 07:00 in the easternmost zone.
    private static Func<Task> InTheMidstOfPosts(Func<Task> harm)
    {
        var stage = 0;
        return () => ++stage == 2 ? harm() : Task.CompletedTask;
    }
}
