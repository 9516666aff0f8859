using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>The rule <c>totals</c>: minutes to 1, distance to 0.1 km or 1 %, sets exactly, tonnage to 1 %, load to what a minute makes.</summary>
internal static class TotalsRule
{
    /// <param name="real">What the steps add up to.</param>
    public static void Check(Session session, SessionTotals real, FaultList faults)
    {
        var said = session.Totals;
        Compare("minutes", said.Minutes, real.Minutes, 1, "minutes", faults);
        Compare("mainMinutes", said.MainMinutes, real.MainMinutes, 1, "minutes", faults);
        Compare("hardMinutes", said.HardMinutes, real.HardMinutes, 1, "minutes", faults);
        Compare("distanceKm", said.DistanceKm, real.DistanceKm, Math.Max(0.1m, real.DistanceKm * 0.01m), "km", faults);
        Compare("workingSets", said.WorkingSets, real.WorkingSets, 0, "sets", faults);
        Compare("tonnageKg", said.TonnageKg, real.TonnageKg, Math.Max(1, real.TonnageKg * 0.01m), "kg", faults);
        Compare("load", said.Load, real.Load, Math.Max(session.TargetRpe + 1, real.Load * 0.01m), "load units", faults);
    }

    private static void Compare(string member, decimal said, decimal real, decimal tolerance, string unit, FaultList faults)
    {
        if (Math.Abs(said - real) > tolerance)
        {
            faults.Add($"totals.{member}", FaultRules.Totals, $"It says {said:0.##} {unit}; the steps add up to {real:0.##} {unit}.");
        }
    }
}
