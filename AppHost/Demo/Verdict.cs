using Platform.ServiceDefaults.Time;
using NodaTime;

namespace Platform.Demo;

/// <summary>What came of one athlete's day.</summary>
/// <param name="From">What the workout was made from: a block, a plan, or by a coach.</param>
/// <param name="Generated">Local time at which generation was due; empty where there was none.</param>
/// <param name="Posted">Local times at which what exists in Discord was due.</param>
/// <param name="Faults">Where it is not as it should be.</param>
internal sealed record Outcome(
    string Athlete, string Zone, string From, string Generated, string Posted, int Logged, int Refused, int Missed, string Percent, string Skipped, string JobCards,
    IReadOnlyList<string> Faults);

/// <summary>Reads an athlete's day through the same doors as everyone, and compares it with what must have come of it.</summary>
internal sealed class Verdict(DemoState state, Session op, Discord discord)
{
    private readonly DateOnly _date = state.Date;

    public async Task<Outcome> OfAsync(Athlete athlete, Session session, CancellationToken ct)
    {
        var faults = new List<string>();
        void Expect<T>(string what, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
            {
                faults.Add($"{what}: {actual} instead of {expected}");
            }
        }

        var day = $"from={_date:yyyy-MM-dd}&to={_date:yyyy-MM-dd}";
        var client = await op.GetAsync<Client>($"api/scheduler/clients/{session.UserId}", ct);
        var runs = (await op.GetAsync<Listing<Run>>($"api/scheduler/runs?userId={session.UserId}&localDate={_date:yyyy-MM-dd}", ct)).Items;
        var workouts = (await session.GetAsync<Listing<Workout>>($"api/training/workouts?{day}", ct)).Items;
        // While the day ends in the last zone, the next has begun in the first.
        var all = await DeliveriesAsync(session, $"from={_date:yyyy-MM-dd}&to={_date.AddDays(2):yyyy-MM-dd}", ct);
        var deliveries = all.Where(d => d.LocalDate == _date).ToList();
        var posts = (await discord.PostsToAsync(athlete.DiscordId, ct)).Where(post => !state.PostsBefore.Contains(post.Id)).ToList();
        var logs = (await session.GetAsync<Listing<LogRow>>($"api/logs?{day}", ct)).Items;
        var cards = (await op.GetAsync<Listing<JobCard>>($"api/job-cards?userId={session.UserId}", ct)).Items;
        var refused = state.Refused.GetValueOrDefault(athlete.Name);
        var exercises = workouts.Sum(workout => workout.Exercises.Count(exercise => exercise.AsksTopSet));
        var counted = await CountedAsync(session, exercises, ct);

        Expect("state", athlete.State, client.State);
        Expect("workouts", athlete.Trains ? 1 : 0, workouts.Count);
        Expect("made from", athlete.Trains ? athlete.Source : "", string.Join(", ", workouts.Select(workout => workout.Source)));
        Expect("delivered", Delivered(athlete, exercises > 0), string.Join(", ", deliveries.Where(d => d.IsDelivered).Select(d => $"{d.Engine} {d.Kind}").Distinct().Order()));
        Expect("deliveries that ended otherwise", "", string.Join(", ", deliveries.Where(d => !d.IsDelivered).Select(d => $"{d.Engine} {d.Status}")));
        Expect("posts in Discord", all.Count(d => d.IsDelivered), posts.Count);
        Expect("logged", athlete.Trains ? athlete.Logged : 0, logs.Count(log => log.Status == "logged"));
        Expect("missed", exercises - (athlete.Trains ? athlete.Logged : 0), logs.Count(log => log.Status == "missed"));
        Expect("refused", athlete.Refused, refused);
        Expect("logged as Insights has it", logs.Count(log => log.Status == "logged"), counted.Logged);
        Expect("missed as Insights has it", logs.Count(log => log.Status == "missed"), counted.Missed);
        Expect("job cards", string.Join(", ", athlete.JobCards), string.Join(", ", cards.Select(card => card.Kind)));
        foreach (var run in runs.Where(run => run.Status != "completed"))
        {
            faults.Add($"{run.Task} is {run.Status}: {run.Reason}");
        }

        var generated = Times(runs.Where(run => run.Task == "regenerate_workout" && workouts.Count > 0).Select(run => run.DueAt), athlete.Zone);
        var posted = Times(deliveries.Where(d => d.IsDelivered).Select(d => d.DueAt), athlete.Zone);
        Expect("generated at", athlete.Trains ? "04:00" : "", generated);
        Expect("posted at", athlete.Trains ? exercises > 0 ? "05:30, 06:00, 07:00, 22:00" : "05:30, 06:00, 07:00" : athlete.State == "active" ? "05:30, 06:00" : "", posted);
        return new Outcome(
            athlete.Name, athlete.Zone, string.Join(", ", workouts.Select(workout => workout.Source)), generated, posted, logs.Count(log => log.Status == "logged"), refused,
            logs.Count(log => log.Status == "missed"), counted.Percent is { } percent ? $"{percent:0} %" : "", athlete.Trains ? "" : Reason(athlete, client),
            string.Join(", ", cards.Select(card => card.Kind)), faults);
    }

    // Everyone who is active checks in and eats; cardio is for days without training, and only training tells how the day ended.
    // Nothing is told of the end of a day that asked for nothing.
    private static string Delivered(Athlete athlete, bool asks) => athlete switch
    {
        { Trains: true } when !asks => "checkin_analyzer drop, meal_delivery drop, training_dispatcher drop",
        { Trains: true } => "checkin_analyzer drop, meal_delivery drop, training_dispatcher close, training_dispatcher drop",
        { State: "active" } => "cardio_regiment drop, checkin_analyzer drop, meal_delivery drop",
        _ => "",
    };

    private static string Reason(Athlete athlete, Client client) => athlete.RestsThatDay ? "Not a training day." : client.Sentence;

    // The message that closes a day may still be on its way when its run is answered.
    private static async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync(Session session, string day, CancellationToken ct)
    {
        async Task<IReadOnlyList<DeliveryRow>> ReadAsync() => (await session.GetAsync<Listing<DeliveryRow>>($"api/deliveries?{day}", ct)).Items;
        try
        {
            return await Wait.ForAsync(ReadAsync, found => found.All(delivery => delivery.IsDelivered), ct, TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            return await ReadAsync();
        }
    }

    // Insights hears of logs through the broker, so it may be a moment behind.
    private async Task<Compliance> CountedAsync(Session session, int exercises, CancellationToken ct)
    {
        var monday = _date.AddDays(-(((int)_date.DayOfWeek + 6) % 7));
        try
        {
            return await Wait.ForAsync(
                () => session.GetAsync<Compliance>($"api/insights/compliance?weekStart={monday:yyyy-MM-dd}", ct),
                counted => counted.Logged + counted.Missed == exercises && counted.Open == 0, ct, TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            return await session.GetAsync<Compliance>($"api/insights/compliance?weekStart={monday:yyyy-MM-dd}", ct);
        }
    }

    private static string Times(IEnumerable<DateTimeOffset> instants, string zone) =>
        Zones.TryParse(zone, out var known)
            ? string.Join(", ", instants.Select(at => Instant.FromDateTimeOffset(at).InZone(known).ToString("HH:mm", null)).Distinct().Order())
            : "";
}
