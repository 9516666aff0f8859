using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Platform.Benchmarks.Scheduler;

namespace Platform.Benchmarks.Delivery;

/// <summary>
/// How long Discord waits for our answers: 16 people at once press a button and submit its modal, each for every exercise
/// of a message they have got; first alone, then while a backlog goes out at Discord's limit.
/// </summary>
internal sealed class Interactions(Rig rig, DeliveryProcess service, Figures figures)
{
    private const int Concurrency = 16;
    private const int WarmUp = 800;
    private const int Measured = 1200;
    private const int Backlog = 2500;
    private const int Interacting = WarmUp + 2 * Measured;

    // What the answers do: show a modal; send or change a message.
    private const int Modal = 9;
    private static readonly int[] Messages = [4, 7];

    public static async Task MeasureAsync(Rig rig, Figures figures)
    {
        var receivers = Peer.Address();
        await using var discord = await Unlimited.StartAsync(receivers);
        await using (await rig.StartAsync(receivers, Unlimited.Settings))
        {
            await People.SeedAsync(rig, Interacting + Backlog);
            await People.KnowBareChannelsAsync(rig, Interacting + Backlog);
            await People.DueAsync(rig, 0, Interacting);
            await rig.DeliveredAsync(Interacting, TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1));
        }

        await using var service = await rig.StartAsync(receivers);
        await new Interactions(rig, service, figures).MeasureAsync();
    }

    private async Task MeasureAsync()
    {
        var deliveries = await DeliveriesAsync();
        await AnswerAllAsync(deliveries.Take(WarmUp));
        var split = new CpuSplit();
        Add("", await AnswerAllAsync(deliveries.Skip(WarmUp).Take(Measured)));
        split.AddTo(figures, "interaction", 2 * People.ExerciseIds.Count * Measured);

        await People.DueAsync(rig, Interacting, Backlog);
        await rig.DeliveredAsync(Interacting + 50, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
        Add("_busy", await AnswerAllAsync(deliveries.Skip(WarmUp + Measured)));
        if (await rig.DeliveredAsync() == Interacting + Backlog)
        {
            throw new InvalidOperationException("The backlog was over before the answers were.");
        }

        var logged = await rig.Owner.ScalarAsync<long>("SELECT count(*) FROM training_logs WHERE date = $1 AND status = 'logged'", People.Today);
        if (logged != Interacting * People.ExerciseIds.Count)
        {
            throw new InvalidOperationException($"Of {Interacting * People.ExerciseIds.Count} top sets {logged} are stored.");
        }
    }

    private void Add(string load, (double PerSecond, List<double> Milliseconds) answers)
    {
        var sorted = answers.Milliseconds.Order().ToList();
        figures.Add($"interaction{load}_per_s", answers.PerSecond);
        figures.Add($"interaction{load}_p50_ms", sorted[sorted.Count / 2]);
        figures.Add($"interaction{load}_p99_ms", sorted[sorted.Count * 99 / 100]);
    }

    private async Task<(double PerSecond, List<double> Milliseconds)> AnswerAllAsync(IEnumerable<(Guid Id, string DiscordId, string ChannelId)> deliveries)
    {
        var people = deliveries.Select(d => People.ExerciseIds.SelectMany(exercise => (Signed[])
            [SignedInteractions.Press(d.Id, exercise, d.DiscordId, d.ChannelId), SignedInteractions.Submit(d.Id, exercise, d.DiscordId, d.ChannelId)]).ToArray()).ToArray();
        using var client = new HttpClient { BaseAddress = service.Address };
        var took = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (person, _) =>
        {
            foreach (var interaction in person)
            {
                took.Add(await AnswerAsync(client, interaction));
            }
        });
        return (took.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, [.. took]);
    }

    /// <returns>Milliseconds until the answer was read.</returns>
    private static async Task<double> AnswerAsync(HttpClient client, Signed interaction)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "discord/interactions") { Content = new ByteArrayContent(interaction.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", interaction.Signature);
        request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", interaction.Timestamp);
        var started = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        response.EnsureSuccessStatusCode();
        var type = JsonDocument.Parse(answer).RootElement.GetProperty("type").GetInt32();
        return (interaction.IsPress ? type == Modal : Messages.Contains(type)) ? milliseconds
            : throw new InvalidOperationException($"Not an answer to a {(interaction.IsPress ? "press" : "submit")}: {System.Text.Encoding.UTF8.GetString(answer)}");
    }

    private async Task<List<(Guid Id, string DiscordId, string ChannelId)>> DeliveriesAsync()
    {
        await using var read = rig.Owner.CreateCommand(
            "SELECT d.id, a.discord_user_id, d.channel_id FROM deliveries d JOIN athletes a USING (user_id) ORDER BY d.user_id");
        await using var reader = await read.ExecuteReaderAsync();
        var deliveries = new List<(Guid, string, string)>();
        while (await reader.ReadAsync())
        {
            deliveries.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
        }

        return deliveries;
    }
}
