using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Insights.Data;
using Platform.Insights.Domain.CheckIns;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.Insights.Features.ReadCheckIns;

/// <param name="Status"><c>logged</c>, <c>missed</c>, or <c>open</c>: not answered, and nothing says that it was missed.</param>
/// <param name="Week">The seven days that end with the date.</param>
/// <param name="FourWeeks">The 28 days that end with the date.</param>
internal sealed record CheckInReport(string Status, CheckInAnalysis Analysis, CheckInDays Week, CheckInDays FourWeeks);

/// <param name="Logged">Days that were answered.</param>
internal sealed record CheckInDays(DateOnly From, DateOnly To, int Logged, int Missed);

internal static class AnalyseCheckIn
{
    // Nobody was asked before; and what is far before it has no 28 days behind it.
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <param name="date">YYYY-MM-DD; absent: today where the athlete is.</param>
    public static async Task<Results<Ok<CheckInReport>, ProblemHttpResult>> MineAsync(
        string? date, ClaimsPrincipal me, Database database, TimeProvider time, CancellationToken ct)
    {
        var query = new ListQuery();
        var asked = query.Date(nameof(date), date);
        if (asked < Earliest)
        {
            query.Faults.Add(nameof(date), $"date: {Dates.Write(Earliest)} or later.");
        }

        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = me.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var on = asked ?? await AthleteZones.TodayAsync(work, userId, time.GetUtcNow(), ct);
        var rows = await work.QueryAsync<CheckInView>(
            $"SELECT {ListCheckIns.Columns} FROM check_ins WHERE user_id = @userId AND local_date BETWEEN @first AND @on",
            new { userId, first = on.AddDays(-CheckInAnalysis.UsualDays), on }, ct);
        return TypedResults.Ok(new CheckInReport(
            rows.Find(row => row.LocalDate == on)?.Status ?? "open",
            CheckInAnalysis.Of(on, rows.Select(row => row.Answer).OfType<CheckIn>()),
            Days(rows, on, 7), Days(rows, on, CheckInAnalysis.UsualDays)));
    }

    /// <summary>The same for the athlete named by id, who must be the signed-in person.</summary>
    public static async Task<Results<Ok<CheckInReport>, ProblemHttpResult>> OfAsync(
        Guid id, string? date, ClaimsPrincipal me, Database database, TimeProvider time, CancellationToken ct) =>
        id == me.UserId() ? await MineAsync(date, me, database, time, ct) : Problems.NotFound("athlete");

    private static CheckInDays Days(List<CheckInView> rows, DateOnly to, int days)
    {
        var from = to.AddDays(1 - days);
        return new(from, to, Count("logged"), Count("missed"));

        int Count(string status) => rows.Count(row => row.LocalDate >= from && row.Status == status);
    }
}
