namespace Platform.Demo;

/// <summary>
/// Lives one local date for every athlete: runs the Scheduler's clock from due time to due time, waits for the engines'
/// answers, and answers the posts as each athlete does.
/// </summary>
/// <param name="refused">Counts, by athlete's name, the answers that were refused.</param>
internal sealed class Day(
    DateOnly date, Session op, Discord discord, IReadOnlyList<(Athlete Athlete, Session Session)> people, Dictionary<string, int> refused)
{
    public async Task LiveAsync(Action<string> tell, CancellationToken ct)
    {
        var clock = await ClockAsync(ct);
        foreach (var moment in Moment.Of(date, people.Select(p => p.Athlete.Zone)))
        {
            if (moment.At > clock)
            {
                await op.PostAsync<object>("api/scheduler/clock", new { to = moment.At }, ct);
                tell($"{moment.At.UtcDateTime:MM-dd HH:mm} UTC: {moment.Hour:00}:00 in {moment.Zone}");
            }

            await SettledAsync(ct);
            if (moment.Hour == 7)
            {
                foreach (var (athlete, session) in people.Where(p => p.Athlete.Zone == moment.Zone && p.Athlete.Trains))
                {
                    await AnswerAsync(athlete, session, ct);
                }
            }
        }
    }

    /// <summary>Where the Scheduler's clock stands.</summary>
    public async Task<DateTimeOffset> ClockAsync(CancellationToken ct)
    {
        var known = await Wait.ForAsync(
            () => op.GetAsync<Client>($"api/scheduler/clients/{people[0].Session.UserId}", ct), client => client.LocalNow is not null, ct);
        return known.LocalNow!.Value;
    }

    /// <summary>Every run of the date that went out has been answered.</summary>
    private async Task SettledAsync(CancellationToken ct)
    {
        foreach (var status in (string[])["dispatched", "retrying"])
        {
            await Wait.ForAsync(
                () => op.GetAsync<Listing<Run>>($"api/scheduler/runs?localDate={date:yyyy-MM-dd}&status={status}", ct),
                runs => runs.Items.Count == 0, ct);
        }
    }

    private async Task AnswerAsync(Athlete athlete, Session session, CancellationToken ct)
    {
        var logs = await session.GetAsync<Listing<LogRow>>($"api/logs?from={date:yyyy-MM-dd}&to={date:yyyy-MM-dd}", ct);
        if (logs.Items.Count > 0)
        {
            return;
        }

        if (athlete.Tries.Count == 0)
        {
            return;
        }

        // Among the day's other posts: meals, cardio, check-in.
        var deliveries = await session.GetAsync<Listing<DeliveryRow>>($"api/deliveries?from={date:yyyy-MM-dd}&to={date:yyyy-MM-dd}", ct);
        var training = deliveries.Items.Where(delivery => delivery.IsTraining).ToList();
        var post = (await discord.PostsToAsync(athlete.DiscordId, ct)).LastOrDefault(post => training.Exists(post.Asks))
            ?? throw new InvalidOperationException($"It is past 07:00 for {athlete.Name}, and no training was posted.");
        foreach (var attempt in athlete.Tries)
        {
            var opened = await discord.PressAsync(athlete.DiscordId, post, post.Buttons[attempt.Exercise], ct);
            if (opened.ModalId is not { } modal)
            {
                throw new InvalidOperationException($"{athlete.Name} pressed a button and no modal opened: {opened}");
            }

            var seen = await discord.SubmitAsync(athlete.DiscordId, modal, [attempt.Weight, attempt.Reps], ct);
            if (seen.Result == "failed" || seen.IsRefusal == attempt.IsRight)
            {
                throw new InvalidOperationException($"{athlete.Name} answered {attempt} and saw: {seen}");
            }

            refused[athlete.Name] = refused.GetValueOrDefault(athlete.Name) + (seen.IsRefusal ? 1 : 0);
        }
    }
}
