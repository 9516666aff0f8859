using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Platform.Demo;

internal sealed class Demonstration(Surroundings platform, string stateFile, TimeProvider time)
{
    // Everybody's: these accounts exist in a development database only, behind loopback.
    private const string Password = "a demonstration password";

    /// <returns>0 where every athlete's day is as it should be, else 1.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var api = new PlatformApi(platform.Gateway);
        var op = await Wait.ForAsync(
            () => api.SignInAsync(Surroundings.OperatorEmail, platform.OperatorPassword, register: false, ct), _ => true, ct);
        var discord = new Discord(platform.Simulator);
        var people = new List<(Athlete Athlete, Session Session)>();
        foreach (var athlete in Athlete.All)
        {
            people.Add((athlete, await Wait.ForAsync(() => api.SignInAsync(athlete.Email, Password, register: true, ct), _ => true, ct)));
        }

        var state = await StateAsync(op, discord, people, ct);
        foreach (var (athlete, session) in people)
        {
            await SetUpAsync(athlete, session, op, state.Date, ct);
            await discord.NameAsync(athlete.DiscordId, athlete.Name, ct);
        }

        await KnownAsync(op, people, ct);
        AnsiConsole.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"Living {state.Date:dddd, yyyy-MM-dd} in {people.Select(p => p.Athlete.Zone).Distinct().Count()} zones:"));
        await new Day(state.Date, op, discord, people, state.Refused).LiveAsync(line => AnsiConsole.MarkupLineInterpolated($"[grey]  {line}[/]"), ct);
        state.Write(stateFile);

        var verdict = new Verdict(state, op, discord);
        var outcomes = new List<Outcome>();
        foreach (var (athlete, session) in people)
        {
            outcomes.Add(await verdict.OfAsync(athlete, session, ct));
        }

        Show(outcomes);
        return outcomes.All(outcome => outcome.Faults.Count == 0) ? 0 : 1;
    }

    // A day that is not over yet is lived again, which must change nothing; else a day that no clock has reached.
    private async Task<DemoState> StateAsync(
        Session op, Discord discord, List<(Athlete Athlete, Session Session)> people, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (DemoState.Read(stateFile) is { } before && before.Date >= today)
        {
            return before;
        }

        // The first profile tells where the Scheduler's clock stands, which an earlier demo may have run ahead.
        await SetUpAsync(people[0].Athlete, people[0].Session, op, today.AddDays(30), ct);
        var clock = await new Day(today, op, discord, people, []).ClockAsync(ct);
        var posts = new List<string>();
        foreach (var (athlete, _) in people)
        {
            posts.AddRange((await discord.PostsToAsync(athlete.DiscordId, ct)).Select(post => post.Id));
        }

        var state = new DemoState(DateOnly.FromDateTime(clock.UtcDateTime).AddDays(2), posts, []);
        state.Write(stateFile);
        return state;
    }

    private static async Task SetUpAsync(Athlete athlete, Session session, Session op, DateOnly date, CancellationToken ct)
    {
        var blocks = await session.GetAsync<Listing<Block>>("api/blocks", ct);
        var profile = new
        {
            displayName = athlete.Name,
            timeZone = athlete.Zone,
            startDate = date.AddDays(athlete.StartsAfterDays),
            paused = athlete.Paused,
            scheduleDays = new[] { (athlete.RestsThatDay ? date.AddDays(2) : date).DayOfWeek.ToString().ToLowerInvariant() },
            blockId = athlete.HasBlock ? blocks.Items[0].Id : (Guid?)null,
            discordUserId = athlete.DiscordId,
        };
        if (athlete.Imported)
        {
            await op.PutAsync($"api/athletes/{session.UserId}/import", profile, ct);
        }
        else
        {
            await session.PutAsync("api/athletes/me", profile, ct);
        }

        if (athlete.Discipline is { } discipline)
        {
            await CoachAsync(athlete, discipline, session, date, ct);
        }
    }

    private static async Task CoachAsync(Athlete athlete, string discipline, Session session, DateOnly date, CancellationToken ct)
    {
        await session.PutAsync("api/athletes/me/training", new { experience = "intermediate", sessionMinutes = 60, disciplines = new[] { discipline } }, ct);
        await session.PostAsync<JsonElement?>(
            "api/locations", new { name = "Home", type = "home", equipment = new[] { "dumbbells", "kettlebell", "flat bench" }, isPrimary = true }, ct, "demo-home");
        if (athlete.HasPlan)
        {
            await session.PostAsync<JsonElement?>(
                "api/training-plan/generate", new { goal = "endurance", weeks = 4, startDate = date }, ct, $"demo-{date:yyyy-MM-dd}");
        }
    }

    // Profiles travel to the Scheduler through the broker; the day begins when all have arrived.
    private static async Task KnownAsync(Session op, List<(Athlete Athlete, Session Session)> people, CancellationToken ct)
    {
        foreach (var (athlete, session) in people)
        {
            await Wait.ForAsync(
                () => op.GetAsync<Client>($"api/scheduler/clients/{session.UserId}", ct), client => client.TimeZone == athlete.Zone, ct);
        }
    }

    private static void Show(List<Outcome> outcomes)
    {
        var table = new Table().AddColumns("athlete", "zone", "from", "generated", "posted", "logged", "refused", "missed", "compliance", "skipped, and why", "job cards", "as it should be");
        foreach (var line in outcomes)
        {
            table.AddRow(
                new[]
                {
                    line.Athlete, line.Zone, line.From, line.Generated, line.Posted, $"{line.Logged}", $"{line.Refused}", $"{line.Missed}", line.Percent, line.Skipped, line.JobCards,
                    line.Faults.Count == 0 ? "yes" : string.Join("; ", line.Faults),
                }.Select(Markup.Escape).ToArray());
        }

        AnsiConsole.Write(table);
    }

    private sealed record Block(Guid Id, string Name);
}
