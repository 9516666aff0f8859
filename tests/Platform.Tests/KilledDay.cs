using Platform.Demo;

namespace Platform.Tests;

/// <summary>
/// Lives one local date while something is done to the platform at each stage of it: in the moment after the Scheduler
/// has been told to go on, with everything under way, and between two answers of the athletes.
/// </summary>
internal sealed class KilledDay(DateOnly date, Session op, People people, IReadOnlyList<TestAthlete> athletes, Func<Task> harm)
{
    /// <summary>How many exercises each athlete logs; the rest must end as missed.</summary>
    public const int LoggedEach = 2;

    public async Task LiveAsync()
    {
        foreach (var (at, hour, zone) in Moment.Of(date, athletes.Select(a => a.Zone)))
        {
            await AdvanceAsync(at);
            await harm();
            if (hour == 7)
            {
                foreach (var athlete in athletes.Where(a => a.Zone == zone))
                {
                    await LogAsync(athlete);
                }
            }
        }

        await SettledAsync();
    }

    // The answer to a step may be lost with the process that gave it; asking again for the same instant is the same.
    private async Task AdvanceAsync(DateTimeOffset to)
    {
        await SettledAsync();
        await People.PatientlyAsync(async () =>
        {
            try
            {
                return await op.PostAsync<object>("api/scheduler/clock", new { to }, default);
            }
            catch (RefusedException refusal) when (refusal.Message.Contains("does not run backwards", StringComparison.Ordinal))
            {
                return refusal;
            }
        });
    }

    private Task SettledAsync() => Wait.ForAsync(
        () => op.GetAsync<Listing<Run>>($"api/scheduler/runs?localDate={date:yyyy-MM-dd}", default),
        runs => runs.Items.All(run => run.Status is "completed"), default);

    private async Task LogAsync(TestAthlete athlete)
    {
        var post = await Wait.ForAsync(
            async () =>
            {
                var training = (await People.DeliveriesAsync(athlete, date, date)).Where(delivery => delivery.IsTraining).ToList();
                return (await people.Discord.PostsToAsync(athlete.DiscordId, default)).LastOrDefault(post => training.Exists(post.Asks));
            },
            post => post is not null, default);
        for (var exercise = 0; exercise < LoggedEach; exercise++)
        {
            await LogAsync(athlete, post!, post!.Buttons[exercise]);
            if (exercise == 0)
            {
                await harm();
            }
        }
    }

    // "This interaction failed": a person presses again.
    private Task LogAsync(TestAthlete athlete, Post post, string button) => Wait.ForAsync(
        async () =>
        {
            var opened = await people.Discord.PressAsync(athlete.DiscordId, post, button, default);
            return opened.ModalId is { } modal ? await people.Discord.SubmitAsync(athlete.DiscordId, modal, ["80", "5"], default) : opened;
        },
        seen => seen is { Result: "message" or "updated", ModalId: null } && seen.Text.Contains("80", StringComparison.Ordinal), default);
}
