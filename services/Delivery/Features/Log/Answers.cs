using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Demands;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Features.Log;

/// <summary>What a person is told of a log, in Discord's Markdown.</summary>
internal static class Answers
{
    private const int MostName = 100;

    public static string Confirmation(string item, LogResult result, Texts texts)
    {
        var (name, entry) = (Markdown.Escape(item, MostName), Markdown.Escape(result.Entry!, MostName));
        var done = result.Before is null || result.Before == result.Entry
            ? texts.Logged(name, entry)
            : texts.Corrected(name, entry, Markdown.Escape(result.Before, MostName));
        return $"{done} {(result.Logged >= result.Asked ? texts.LoggedAll(result.Asked) : texts.LoggedSoFar(result.Logged, result.Asked))}";
    }

    public static string Refusal(string item, IReadOnlyList<Fault> faults, Texts texts) =>
        $"{texts.NotLogged(Markdown.Escape(item, MostName))}\n{string.Join('\n', faults.Select(f => $"- {f.Message}"))}";
}
