using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;

namespace Platform.Delivery.Tests.Setup;

/// <summary>The hours of the engines that ask every day.</summary>
internal sealed record Ask(string Engine, string Drop, string Missed)
{
    public static Ask CheckIn { get; } = new(Engines.CheckInAnalyzer, Tasks.DropCheckIn, Tasks.LogMissedCheckIn);
    public static Ask Meals { get; } = new(Engines.MealDelivery, Tasks.DropMeals, Tasks.LogMissedMeals);
    public static Ask Cardio { get; } = new(Engines.CardioRegiment, Tasks.DropCardio, Tasks.LogMissedCardio);

    public static Ask Of(string engine) => new[] { CheckIn, Meals, Cardio }.Single(a => a.Engine == engine);
}

internal static class Days
{
    /// <summary>Athletes of <see cref="World.AddAthleteAsync"/> train on Sundays: this is a day without.</summary>
    public static readonly DateOnly Monday = World.Today.AddDays(1);

    public static Task<EngineDue> DropAsync(this World world, Ask ask, DateOnly date, params Athlete[] athletes) => world.DueAsync(ask, ask.Drop, date, 1, athletes);

    public static Task<EngineDue> CloseAsync(this World world, Ask ask, DateOnly date, params Athlete[] athletes) => world.DueAsync(ask, ask.Missed, date, 1, athletes);

    public static async Task<EngineDue> DueAsync(this World world, Ask ask, string task, DateOnly date, int attempt, params Athlete[] athletes)
    {
        var due = world.Due(task, date, attempt, athletes) with { Engine = ask.Engine };
        var messageId = Guid.CreateVersion7();
        await world.Service.PublishAsync(due, messageId);
        await world.EventuallyAsync("SELECT count(*) FROM inbox WHERE message_id = @messageId", new { messageId }, 2);
        return due;
    }

    /// <summary>Sends until nothing is left: parts go out one after the other, and Discord takes only so many at a time.</summary>
    public static async Task<IReadOnlyList<JsonNode>> SendAllAsync(this World world)
    {
        for (var round = 0; round < 100; round++)
        {
            var sent = await world.SendAsync();
            if ((await world.QueryAsync<long>("SELECT count(*) FROM deliveries WHERE status IN ('pending', 'sending')")).Single() == 0)
            {
                return await world.Discord.PostsAsync();
            }

            if (sent == 0)
            {
                world.Clock.Advance(TimeSpan.FromSeconds(5));
            }
        }

        throw new InvalidOperationException("There is always something left to send.");
    }

    /// <summary>Brings everything up to date that is to be: Discord takes only so many edits at a time.</summary>
    public static async Task<IReadOnlyList<JsonNode>> RefreshAllAsync(this World world)
    {
        for (var round = 0; round < 100; round++)
        {
            await world.RefreshAsync();
            if ((await world.QueryAsync<long>("SELECT count(*) FROM deliveries WHERE refresh_at IS NOT NULL")).Single() == 0)
            {
                return await world.Discord.PostsAsync();
            }

            world.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        throw new InvalidOperationException("There is always something left to bring up to date.");
    }

    /// <summary>An athlete who was asked on a Monday, and the post.</summary>
    public static async Task<(Athlete Athlete, JsonNode Post)> AskedAsync(this World world, Ask ask)
    {
        var athlete = await world.AddAthleteAsync();
        await world.DropAsync(ask, Monday, athlete);
        return (athlete, (await world.SendAllAsync())[^1]);
    }

    public static async Task<JsonNode> PostAsync(this World world, string id) => (await world.Discord.PostsAsync()).Single(p => (string)p["id"]! == id);

    /// <summary>Presses a button, fills the modal in and submits it.</summary>
    public static async Task<JsonNode> LogAsync(this World world, Athlete athlete, JsonNode post, string button, params (string Input, string Value)[] values)
    {
        var press = await world.Discord.PressAsync(post, post.Button(button), athlete.DiscordId!);
        press.ResultOf().ShouldBe("modal", press.ToJsonString());
        return await world.Discord.SubmitModalAsync((string)press["modalId"]!, athlete.DiscordId!, values);
    }

    public static async Task ChangeProfileAsync(this World world, Athlete athlete, bool paused = false, DateOnly? start = null, params DayOfWeek[] days)
    {
        await world.Service.PublishAsync(new AthleteProfileChanged(
            athlete.Id, 2, "Ada", "UTC", start ?? World.Today, paused, days, null, athlete.DiscordId, null, world.Clock.GetUtcNow()));
        await world.EventuallyAsync("SELECT count(*) FROM athletes WHERE user_id = @Id AND version = 2", new { athlete.Id }, 1);
    }

    /// <summary>The language and the unit that an athlete has chosen.</summary>
    public static async Task PreferAsync(this World world, Athlete athlete, string language, string weightUnit)
    {
        using var client = world.Service.ClientFor(athlete.Id);
        await client.AskAsync(HttpMethod.Put, "api/deliveries/preferences", HttpStatusCode.OK, new { language, weightUnit, channels = new[] { "discord" } });
    }

    /// <summary>Makes a template and has the athlete follow it.</summary>
    public static async Task<string> FollowAsync(this World world, Athlete athlete, Ask ask, params object[] items)
    {
        using var client = world.Service.ClientFor(athlete.Id);
        var made = await client.AskAsync(HttpMethod.Post, "api/deliveries/templates", HttpStatusCode.Created, new { engine = ask.Engine, name = "Lean plan", items });
        var templateId = (string)made!["id"]!;
        await client.AskAsync(HttpMethod.Put, $"api/deliveries/templates/assigned/{ask.Engine}", HttpStatusCode.OK, new { templateId });
        return templateId;
    }

    /// <returns>What was answered; null: nothing.</returns>
    public static async Task<JsonNode?> AskAsync(
        this HttpClient client, HttpMethod method, string path, HttpStatusCode status, object? body = null, long? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{ifMatch}\"");
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, $"{method} {path}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Which fields a refusal names, in its order.</summary>
    public static IEnumerable<string> Fields(this JsonNode? problem) => problem!["errors"]!.AsArray().Select(e => (string)e!["field"]!);
}
