using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.LinkDiscord;

/// <summary>
/// <c>/link code</c>: ties the Discord account to the person who asked for the code. Ten wrong codes in an hour and the
/// account is not listened to; each is written down with what it was told, so that a replay is no further attempt.
/// </summary>
internal sealed class LinkCommand(Database database, TimeProvider time) : IAnswerInteractions
{
    private const int MostWrong = 10;
    private static readonly TimeSpan Within = TimeSpan.FromHours(1);

    public bool Takes(Interaction interaction) => interaction is { Type: InteractionTypes.Command, Command: "link", PersonId: not null };

    public async Task<string> AnswerAsync(Interaction interaction, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var texts = Texts.For(Locales.LanguageOf(interaction.Locale));
        await using var work = await database.BeginAsync(ct);
        if (await AnsweredInteractions.LockAsync(interaction.Id, work, ct) is { } before)
        {
            return before;
        }

        var attempts = await CountAsync(interaction, now, work, ct);
        if (attempts.Answer is { } told)
        {
            return told;
        }

        if (attempts.Wrong >= MostWrong)
        {
            return Replies.Ephemeral(texts.LinkTooMany);
        }

        var found = await FindAsync(interaction, now, work, ct);
        if (found is null)
        {
            var wrong = Replies.Ephemeral(texts.LinkWrongCode((int)LinkCode.ValidFor.TotalMinutes));
            await work.ExecuteAsync(
                "INSERT INTO link_attempts (interaction_id, discord_user_id, attempted_at, response) VALUES (@Id, @PersonId, @now, @wrong::jsonb)",
                new { interaction.Id, interaction.PersonId, now, wrong }, ct);
            await work.CommitAsync(ct);
            return wrong;
        }

        // The code stays good: once the account is free, it can still be used.
        if (found.Holder is { } holder && holder != found.UserId)
        {
            return Replies.Ephemeral(texts.LinkTaken);
        }

        var reply = Replies.Ephemeral(found.Holder is null ? texts.LinkDone : texts.LinkAlready);
        await TieAsync(found.UserId, interaction, now, work, ct);
        await AnsweredInteractions.KeepAsync(interaction.Id, found.UserId, "/link", reply, now, work, ct);
        await work.CommitAsync(ct);
        return reply;
    }

    // One account's attempts come one after the other: ten at the same time are ten, and of two codes one is second.
    private static async Task<Attempts> CountAsync(Interaction interaction, DateTimeOffset now, Work work, CancellationToken ct)
    {
        await work.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('link:' || @PersonId, 0))", new { interaction.PersonId }, ct);
        return (await work.SingleOrDefaultAsync<Attempts>(
            """
            SELECT count(*) FILTER (WHERE attempted_at > @since) AS wrong, max(response::text) FILTER (WHERE interaction_id = @Id) AS answer
            FROM link_attempts WHERE discord_user_id = @PersonId
            """,
            new { interaction.PersonId, interaction.Id, since = now - Within }, ct))!;
    }

    private static async Task<Found?> FindAsync(Interaction interaction, DateTimeOffset now, Work work, CancellationToken ct) =>
        LinkCode.Read(interaction.Option("code")) is not { } code ? null : await work.SingleOrDefaultAsync<Found>(
            """
            SELECT c.user_id, (SELECT l.user_id FROM discord_links l WHERE l.discord_user_id = @PersonId) AS holder
            FROM link_codes c WHERE c.code_hash = @hash AND c.expires_at > @now FOR UPDATE OF c
            """,
            new { interaction.PersonId, hash = LinkCode.Hash(code), now }, ct);

    // Whatever this account was stopped for before is tried again: they have just spoken from it.
    private static async Task TieAsync(Guid userId, Interaction interaction, DateTimeOffset now, Work work, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            DELETE FROM link_codes WHERE user_id = @userId;
            DELETE FROM channel_stops WHERE user_id = @userId AND channel = @Discord AND address = @PersonId;
            INSERT INTO discord_links (user_id, discord_user_id, application_id, linked_at) VALUES (@userId, @PersonId, @ApplicationId, @now)
            ON CONFLICT (user_id) DO UPDATE SET
                discord_user_id = excluded.discord_user_id, application_id = excluded.application_id, linked_at = excluded.linked_at
            """,
            new { userId, Channel.Discord, interaction.PersonId, interaction.ApplicationId, now }, ct);
        work.Publish(new ChangeAthleteProfile(userId, null, null, interaction.PersonId, now));
    }

    private sealed class Attempts
    {
        public long Wrong { get; init; }
        public string? Answer { get; init; }
    }

    private sealed class Found
    {
        public Guid UserId { get; init; }
        public Guid? Holder { get; init; }
    }
}
