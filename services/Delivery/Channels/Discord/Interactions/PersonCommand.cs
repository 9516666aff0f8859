using NodaTime;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Delivery.Channels.Discord.Interactions;

/// <summary>
/// A slash command of a person whose Discord account is tied to them. It works with that person's rows alone; an account
/// that is tied to nobody is told how to do it.
/// </summary>
internal abstract class PersonCommand(Database database, TimeProvider time) : IAnswerInteractions
{
    /// <summary>As it is registered, in English.</summary>
    protected abstract string Name { get; }

    public bool Takes(Interaction interaction) =>
        interaction.Type is InteractionTypes.Command or InteractionTypes.Autocomplete && interaction.Command == Name;

    public async Task<string> AnswerAsync(Interaction interaction, CancellationToken ct)
    {
        var completes = interaction.Type == InteractionTypes.Autocomplete;
        if (interaction.PersonId is not { } account || await LinkedPerson.FindAsync(account, database, ct) is not { } person)
        {
            return completes ? Replies.Choices([]) : Replies.Ephemeral(Texts.For(Locales.LanguageOf(interaction.Locale)).NotLinked("/link"));
        }

        await using var work = await database.BeginForAsync(person.UserId, ct);
        var call = new CommandCall(interaction, person, time.GetUtcNow());
        if (completes)
        {
            return interaction.Focused is { } focused ? Replies.Choices(await CompleteAsync(call, focused, work, ct)) : Replies.Choices([]);
        }

        if (await AnsweredInteractions.LockAsync(interaction.Id, work, ct) is { } before)
        {
            return before;
        }

        var (reply, changed) = await RunAsync(call, work, ct);
        if (changed)
        {
            await AnsweredInteractions.KeepAsync(interaction.Id, person.UserId, $"/{Name}", reply, call.Now, work, ct);
            await work.CommitAsync(ct);
        }

        return reply;
    }

    protected abstract Task<CommandReply> RunAsync(CommandCall call, Work work, CancellationToken ct);

    /// <summary>What to offer for the option that is being typed, best first.</summary>
    protected virtual Task<IReadOnlyList<Choice>> CompleteAsync(CommandCall call, CommandOption typed, Work work, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>([]);
}

internal sealed record CommandCall(Interaction Interaction, LinkedPerson Person, DateTimeOffset Now)
{
    /// <summary>In the person's language.</summary>
    public Texts Texts => Person.Reader.Texts;

    /// <summary>The date on the person's calendar; UTC's where no zone is known.</summary>
    public DateOnly Today => Zones.LocalDateAt(Zones.TryParse(Person.TimeZone, out var zone) ? zone : DateTimeZone.Utc, Now);
}

/// <param name="Json">Discord's.</param>
/// <param name="Changed">Something is to be committed, and this answer kept for replays.</param>
internal sealed record CommandReply(string Json, bool Changed);

/// <param name="Name">What the person sees, at most 100 characters of it.</param>
/// <param name="Value">What the option then holds, at most 100 characters.</param>
internal sealed record Choice(string Name, string Value);
