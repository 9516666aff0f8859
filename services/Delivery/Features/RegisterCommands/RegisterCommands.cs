using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;

namespace Platform.Delivery.Features.RegisterCommands;

/// <summary>
/// <c>dotnet Platform.Delivery.dll register-commands</c>: tells Discord the slash commands of each configured bot. What was
/// registered before is replaced as a whole, so it may be repeated. It needs the settings of Discord and nothing else.
/// </summary>
internal static class RegisterCommands
{
    public const string Argument = "register-commands";

    /// <returns>0: every bot has the commands. 1: not every; a line for each says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(TimeProvider.System);
            builder.AddDiscord();
            await using var app = builder.Build();
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            var failed = 0;
            foreach (var bot in app.Services.GetRequiredService<IOptions<DiscordOptions>>().Value.All().Select(b => b.ApplicationId))
            {
                var answer = await app.Services.GetRequiredService<DiscordClient>().RegisterCommandsAsync(bot, CommandDefinitions.All, CancellationToken.None);
                failed += await TellAsync(bot, answer) ? 0 : 1;
            }

            return failed == 0 ? 0 : 1;
        }
        catch (Exception failure) when (Startup.Explain(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static async Task<bool> TellAsync<T>(string bot, DiscordAnswer<T> answer)
    {
        if (answer is DiscordAnswer<T>.Done)
        {
            await Console.Out.WriteLineAsync($"Bot {bot}: {CommandDefinitions.All.Count} commands are registered.");
            return true;
        }

        var why = answer switch
        {
            DiscordAnswer<T>.Refused refused => $"{refused.Reason}; check Discord:ApplicationId and Discord:BotToken of this bot",
            DiscordAnswer<T>.Failed failed => failed.Reason,
            DiscordAnswer<T>.Limited limited => $"Discord's rate limit holds until {limited.Until:HH:mm:ss} UTC; run it again then",
            _ => throw new ArgumentOutOfRangeException(nameof(answer)),
        };
        await Console.Error.WriteLineAsync($"Bot {bot}: the commands are not registered: {why}.");
        return false;
    }
}
