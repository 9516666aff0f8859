using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Demo;

/// <param name="Buttons">The custom ids, in the order in which they are shown.</param>
internal sealed record Post(string Id, string Content, IReadOnlyList<string> Buttons)
{
    /// <summary>Whether its buttons are those of the delivery.</summary>
    public bool Asks(DeliveryRow delivery) => Buttons.Any(button => button.StartsWith($"log:{delivery.Id:N}:", StringComparison.Ordinal));
}

/// <summary>What a person saw after pressing or submitting.</summary>
/// <param name="Result"><c>modal</c>, <c>message</c>, <c>updated</c>, or <c>failed</c>: "This interaction failed".</param>
/// <param name="Offers">How many components the answer offers, such as a button to try again.</param>
internal sealed record Seen(string Result, string? ModalId, string Text, int Offers, IReadOnlyList<string> Faults)
{
    /// <summary>An answer to the person alone, with a button to try again; a post that was brought up to date has buttons too.</summary>
    public bool IsRefusal => Result == "message" && Offers > 0;
}

/// <summary>The simulated Discord, as people use it.</summary>
internal sealed class Discord(Uri simulator)
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(simulator, "simulator/"), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Gives a person the name that the simulator's page shows.</summary>
    public async Task NameAsync(string userId, string name, CancellationToken ct) =>
        await Session.ReadAsync<JsonElement?>(await _http.PutAsJsonAsync($"users/{userId}", new { name }, ct), ct);

    /// <summary>The posts that everyone in the person's direct messages can see, oldest first.</summary>
    public async Task<IReadOnlyList<Post>> PostsToAsync(string userId, CancellationToken ct)
    {
        var channels = await _http.GetFromJsonAsync<JsonElement>("channels", ct);
        var channel = channels.EnumerateArray().FirstOrDefault(c => c.GetProperty("recipientId").GetString() == userId);
        if (channel.ValueKind == JsonValueKind.Undefined)
        {
            return [];
        }

        var messages = await _http.GetFromJsonAsync<JsonElement>($"channels/{channel.GetProperty("id").GetString()}/messages", ct);
        return [.. messages.EnumerateArray().Where(m => (m.GetProperty("flags").GetInt32() & 64) == 0).Select(Read)];
    }

    public Task<Seen> PressAsync(string userId, Post post, string button, CancellationToken ct) =>
        DoAsync("press", new { messageId = post.Id, customId = button, userId }, ct);

    /// <summary>Fills in the modal's inputs in their order and submits it.</summary>
    public async Task<Seen> SubmitAsync(string userId, string modalId, IReadOnlyList<string> inputs, CancellationToken ct)
    {
        var modal = await _http.GetFromJsonAsync<JsonElement>($"modals/{modalId}", ct);
        var names = modal.GetProperty("modal").GetProperty("components").EnumerateArray()
            .Select(label => label.GetProperty("component").GetProperty("custom_id").GetString()!);
        var values = names.Zip(inputs).ToDictionary(pair => pair.First, pair => pair.Second);
        return await DoAsync("submit", new { modalId, userId, values }, ct);
    }

    private async Task<Seen> DoAsync(string action, object body, CancellationToken ct)
    {
        var answer = await _http.PostAsJsonAsync(action, body, ct);
        var outcome = await Session.ReadAsync<JsonElement>(answer, ct);
        var data = outcome.GetProperty("response") is { ValueKind: JsonValueKind.Object } response && response.TryGetProperty("data", out var found)
            ? found
            : default;
        return new Seen(
            outcome.GetProperty("result").GetString()!,
            outcome.GetProperty("modalId").GetString(),
            data.ValueKind == JsonValueKind.Object && data.TryGetProperty("content", out var content) ? content.GetString() ?? "" : "",
            data.ValueKind == JsonValueKind.Object && data.TryGetProperty("components", out var offered) ? offered.GetArrayLength() : 0,
            [.. outcome.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()!)]);
    }

    private static Post Read(JsonElement message) => new(
        message.GetProperty("id").GetString()!,
        message.GetProperty("content").GetString()!,
        [
            .. message.GetProperty("components").EnumerateArray()
                .Where(row => row.TryGetProperty("components", out _))
                .SelectMany(row => row.GetProperty("components").EnumerateArray())
                .Select(button => button.GetProperty("custom_id").GetString()!),
        ]);
}
