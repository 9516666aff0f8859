using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>
/// Books what athletes' questions cost, and what was asked. Each method is one short transaction: none is open while the
/// model thinks. A call is paid in advance with the most that it may come to, in one statement that the budget guards, so
/// calls side by side cannot pass it together. What was not used is given back at its end. Where the end is not known (a
/// crash, a time-out, a connection that broke), the reservation stays held for that day: the endpoint may charge for it.
/// </summary>
internal sealed class ModelLedger(Database database, IOptions<ModelOptions> options, TimeProvider time)
{
    private readonly ModelOptions _options = options.Value;

    /// <summary>Reserves the first call of a question and keeps what will be sent.</summary>
    /// <returns>False where the budget does not bear it; nothing is kept then.</returns>
    public async Task<bool> OpenAsync(Question question, Reservation reservation, string context, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(question.UserId, ct);
        if (!await ReserveAsync(work, question, reservation, ct))
        {
            return false;
        }

        await work.ExecuteAsync(
            """
            INSERT INTO training_ai_context_snapshots (id, user_id, context_type, context_data, outcome, attempts, created_at)
            VALUES (@SnapshotId, @UserId, @Purpose, @context::jsonb, 'asked', 1, @now)
            """, new { question.SnapshotId, question.UserId, question.Purpose, context, now = time.GetUtcNow() }, ct);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>Reserves a further call.</summary>
    public async Task<bool> ReserveAsync(Question question, Reservation reservation, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(question.UserId, ct);
        var reserved = await ReserveAsync(work, question, reservation, ct);
        await work.CommitAsync(ct);
        return reserved;
    }

    /// <summary>Turns a reservation into what the call came to.</summary>
    public async Task SettleAsync(Question question, Reservation reservation, Spent spent, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(question.UserId, ct);
        await work.ExecuteAsync(
            """
            UPDATE model_usage SET input_tokens = input_tokens + @InputTokens, output_tokens = output_tokens + @OutputTokens,
                cost_micros = cost_micros + @Spent, held_tokens = held_tokens - @Tokens, held_cost_micros = held_cost_micros - @Held
            WHERE user_id = @UserId AND local_date = @LocalDate
            """,
            new
            {
                question.UserId,
                question.LocalDate,
                spent.InputTokens,
                spent.OutputTokens,
                Spent = spent.CostMicros,
                reservation.Tokens,
                Held = reservation.CostMicros,
            }, ct);
        await work.CommitAsync(ct);
    }

    /// <summary>Notes how a question ended, and the faults of each answer that was refused.</summary>
    public async Task CloseAsync(Question question, string outcome, int attempts, IReadOnlyList<IReadOnlyList<string>> faults, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(question.UserId, ct);
        await work.ExecuteAsync(
            """
            UPDATE training_ai_context_snapshots
            SET outcome = @outcome, attempts = @attempts, context_data = context_data || jsonb_build_object('faults', @faults::jsonb)
            WHERE id = @SnapshotId AND user_id = @UserId
            """, new { question.SnapshotId, question.UserId, outcome, attempts, faults = JsonSerializer.Serialize(faults) }, ct);
        await work.CommitAsync(ct);
    }

    private async Task<bool> ReserveAsync(Work work, Question question, Reservation reservation, CancellationToken ct) => await work.ExecuteAsync(
        """
        INSERT INTO model_usage AS u (user_id, local_date, calls, input_tokens, output_tokens, cost_micros, held_tokens, held_cost_micros)
        SELECT @UserId, @LocalDate, 1, 0, 0, 0, @Tokens, @CostMicros
        WHERE @Tokens <= @mostTokens AND (@mostMicros::bigint IS NULL OR @CostMicros <= @mostMicros)
        ON CONFLICT (user_id, local_date) DO UPDATE
        SET calls = u.calls + 1, held_tokens = u.held_tokens + @Tokens, held_cost_micros = u.held_cost_micros + @CostMicros
        WHERE u.input_tokens + u.output_tokens + u.held_tokens + @Tokens <= @mostTokens
          AND (@mostMicros::bigint IS NULL OR u.cost_micros + u.held_cost_micros + @CostMicros <= @mostMicros)
        """,
        new
        {
            question.UserId,
            question.LocalDate,
            reservation.Tokens,
            reservation.CostMicros,
            mostTokens = _options.DailyBudgetTokens,
            mostMicros = _options.DailyBudgetCents * Tariff.MicrosPerCent is { } micros ? (long?)decimal.Floor(micros) : null,
        }, ct) == 1;
}

/// <summary>Who asks, for which day, and under which id it is kept.</summary>
internal sealed record Question(Guid UserId, DateOnly LocalDate, string Purpose, Guid SnapshotId);
