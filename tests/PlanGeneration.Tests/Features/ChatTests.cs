using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class ChatTests(Service service) : IClassFixture<Service>
{
    private const string Chat = "api/training/today/chat";

    [Fact]
    public async Task The_coach_answers_with_the_workouts_figures_and_changes_nothing()
    {
        var id = await service.CoachedAsync();
        var workout = (await service.TodayOfAsync(id))["workout"]!;
        var lift = workout["exercises"]!.AsArray().First(e => e!["asksTopSet"]!.GetValue<bool>() && e["loadKg"] is not null)!;
        var name = lift["name"]!.GetValue<string>();
        var minutes = workout["session"]!["totals"]!["minutes"]!.GetValue<int>();

        (await SayAsync(id, "Why this today?"))["text"]!.GetValue<string>().ShouldContain(workout["reasoning"]![0]!.GetValue<string>());
        (await SayAsync(id, $"What load for the {name}?"))["text"]!.GetValue<string>().ShouldContain($"{lift["loadKg"]!.GetValue<decimal>():0.##} kg");
        (await SayAsync(id, "How long do I rest?"))["text"]!.GetValue<string>().ShouldContain("Rest between sets");
        (await SayAsync(id, "Comment m'échauffer ?"))["text"]!.GetValue<string>().ShouldContain("échauffement dure");
        var shorter = await SayAsync(id, "I only have 30 minutes, can it be shorter?");
        shorter["text"]!.GetValue<string>().ShouldContain($"{minutes} minutes");
        shorter["actions"]![0]!["href"]!.GetValue<string>().ShouldBe("/api/training/generate-daily-session");
        shorter["actions"]![0]!["body"]!["minutes"]!.GetValue<int>().ShouldBe(30);
        var replace = await SayAsync(id, $"Can you replace {name}?");
        replace["actions"]![0]!["href"]!.GetValue<string>().ShouldBe($"/api/training/today/exercises/{lift["exerciseId"]!.GetValue<string>()}/regenerate");
        (await SayAsync(id, "J'ai mal au genou"))["actions"]!.AsArray()[^1]!["body"]!["painAreas"]![0]!.GetValue<string>().ShouldBe("knee");
        (await SayAsync(id, "Bonjour"))["text"]!.GetValue<string>().ShouldContain("minutes");

        (await service.RowsOfAsync(id)).ShouldBe([(DailyWorld.Sunday, 1, 0)]);
    }

    [Fact]
    public async Task What_was_said_is_kept_in_order_seen_by_oneself_alone_and_forgotten_in_time()
    {
        var id = await service.AthleteAsync();
        await Service.ReadAsync(await service.Person(id).PostAsJsonAsync(Chat, new { message = "Why?" }), HttpStatusCode.NotFound);
        await service.TodayOfAsync(id);
        await SayAsync(id, "Why?\nTell me");
        await SayAsync(id, "Pourquoi ?");

        var talk = await Service.ReadAsync(await service.Person(id).GetAsync(Chat), HttpStatusCode.OK);
        talk["messages"]!.AsArray().Select(m => m!["author"]!.GetValue<string>()).ShouldBe(["athlete", "coach", "athlete", "coach"]);
        talk["messages"]![0]!["text"]!.GetValue<string>().ShouldBe("Why? Tell me");
        talk["messages"]![1]!["source"]!.GetValue<string>().ShouldBe("rules");

        var other = await service.AthleteAsync();
        (await Service.ReadAsync(await service.Person(other).GetAsync(Chat), HttpStatusCode.OK))["messages"]!.AsArray().ShouldBeEmpty();
        (await Service.FaultsAsync(await service.Person(id).PostAsJsonAsync(Chat, new { message = new string('x', 1001) }))).ShouldBe(["message"]);
        (await Service.FaultsAsync(await service.Person(id).PostAsJsonAsync(Chat, new { message = " " }))).ShouldBe(["message"]);

        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        await work.ExecuteAsync($"UPDATE chat_messages SET created_at = '2026-01-01' WHERE user_id = '{id}'");
        await work.CommitAsync(CancellationToken.None);
        var forget = service.Host.Services.GetRequiredService<ForgetTalk>();
        (await forget.RunOnceAsync(service.Host.Clock.GetUtcNow(), CancellationToken.None)).ShouldBe(4);
        (await Service.ReadAsync(await service.Person(id).GetAsync(Chat), HttpStatusCode.OK))["messages"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Minutes_missing_equipment_and_what_is_a_doctors_are_understood_without_the_words_for_them()
    {
        var id = await service.CoachedAsync();
        var workout = (await service.TodayOfAsync(id))["workout"]!;
        workout["exercises"]!.AsArray().ShouldContain(e => e!["exerciseId"]!.GetValue<string>() == "back-squat" || e["exerciseId"]!.GetValue<string>() == "bench-press");

        foreach (var said in new[] { "I have only 20 minutes", "Je n'ai que 20 minutes" })
        {
            (await SayAsync(id, said))["actions"]![0]!["body"]!["minutes"]!.GetValue<int>().ShouldBe(20);
        }

        foreach (var said in new[] { "I don't have a barbell", "Je n'ai pas de barre" })
        {
            var answer = await SayAsync(id, said);
            answer["actions"]![0]!["body"]!["reason"]!.GetValue<string>().ShouldBe("equipment");
            answer["text"]!.GetValue<string>().ShouldContain(answer["actions"]![0]!["label"]!.GetValue<string>().Split(' ', 2)[1]);
        }

        (await SayAsync(id, "I don't have a rowing erg"))["text"]!.GetValue<string>().ShouldContain("Nothing in this session needs it");
        (await SayAsync(id, "J'ai mal au genou"))["text"]!.GetValue<string>().ShouldContain("(genou)");
        foreach (var said in new[] { "I have chest pain and feel dizzy, should I train harder?", "J'ai mal à la poitrine" })
        {
            var answer = await SayAsync(id, said);
            answer["text"]!.GetValue<string>().ShouldMatch("Stop, and do not train|Arrêtez, et ne vous entraînez pas");
            answer["actions"]!.AsArray().ShouldBeEmpty();
        }
    }

    private async Task<JsonObject> SayAsync(Guid id, string message) =>
        await Service.ReadAsync(await service.Person(id).PostAsJsonAsync(Chat, new { message }), HttpStatusCode.OK);
}
