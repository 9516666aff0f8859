using System.Text.Json;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Generation;
using Platform.PlanGeneration.LanguageModel;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Features.GenerateSession;

/// <summary>
/// Stores and tells of a session that was asked for, by the same upsert as every other. Two at once come one after the
/// other, by the lock on the athlete: the later is what stays, with the higher version.
/// </summary>
internal sealed class StoreSession(Database database, TimeProvider time)
{
    public async Task<PrescriptionView> RunAsync(Situation situation, WrittenSession written, CancellationToken ct)
    {
        var (userId, date, said) = (situation.UserId, situation.Date, situation.Said);
        var provenance = written.Model is { } model
            ? StoredJson.Write(new
            {
                Source = "model", model.Model, model.Attempts, model.PromptVersion, model.InputTokens, model.OutputTokens, model.CostMicros, model.SnapshotId,
            })
            : StoredJson.Write(new { Source = "rules", Coach = WireNames.Of(written.Made.Session.Coach) });
        var draft = situation.Draft(written.Made) with
        {
            Requested = true,
            Provenance = provenance,
            Context = StoredJson.Write(new { said.Energy, said.Minutes, said.LocationId, said.Equipment, PainAreas = said.PainAreas.Select(WireNames.Of), said.Notes, said.Coach }),
        };
        await using var work = await database.BeginForAsync(userId, ct);
        await GenerationInput.AthletesAsync(work, [userId], ct);
        var stored = await StoreWorkouts.RunAsync(work, [draft], date, time.GetUtcNow(), ct);
        if (stored.Failed.Count > 0)
        {
            throw stored.Failed[0].Failure;
        }

        GenerateWorkouts.Publish(work, stored.Written, date);
        var row = (await Workouts.FindAsync(work, userId, date, ct))!;
        if (written.Model is { SnapshotId: var snapshot })
        {
            await Snapshots.AttachAsync(work, userId, snapshot, row.Id, ct);
        }

        await work.CommitAsync(ct);
        return new(JsonElement.Parse(row.Session!), row.Reasoning, row.Source, JsonElement.Parse(provenance), written.Notice, row.ToView());
    }
}
