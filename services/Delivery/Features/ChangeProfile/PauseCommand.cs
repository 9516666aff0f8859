using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.ChangeProfile;

/// <summary><c>/pause</c> and <c>/resume</c>: asks the owner of the profile to change it.</summary>
internal abstract class PauseCommand(bool pauses, Database database, TimeProvider time) : PersonCommand(database, time)
{
    // Told also where the profile says so already: it may have changed since it came here.
    protected override Task<CommandReply> RunAsync(CommandCall call, Work work, CancellationToken ct)
    {
        work.Publish(new ChangeAthleteProfile(call.Person.UserId, pauses, null, null, call.Now));
        var (texts, already) = (call.Texts, call.Person.Paused == pauses);
        return Task.FromResult(new CommandReply(
            Replies.Ephemeral((pauses, already) switch
            {
                (true, false) => texts.PauseDone("/resume"),
                (true, true) => texts.PauseAlready("/resume"),
                (false, false) => texts.ResumeDone,
                (false, true) => texts.ResumeAlready,
            }),
            Changed: true));
    }
}

internal sealed class Pause(Database database, TimeProvider time) : PauseCommand(pauses: true, database, time)
{
    protected override string Name => "pause";
}

internal sealed class Resume(Database database, TimeProvider time) : PauseCommand(pauses: false, database, time)
{
    protected override string Name => "resume";
}
