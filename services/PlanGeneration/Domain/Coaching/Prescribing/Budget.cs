using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>How the minutes of a session are shared out, in seconds.</summary>
internal readonly record struct Budget(int WarmUp, int Main, int CoolDown)
{
    private const int LeastOverhead = 4;
    private const int MostOverhead = 15;

    /// <summary>Minutes of a day that warm-up and cool-down take at least: a quarter, from 4 to 15.</summary>
    public static int Overhead(int minutes) => Math.Clamp(minutes / 4, LeastOverhead, MostOverhead);

    /// <summary>The main part as ordered where there is room for it beside the least of a warm-up and cool-down.</summary>
    public static Budget Of(SessionOrder order)
    {
        var minutes = Math.Max(6, order.Minutes);
        var main = Math.Clamp(order.MainMinutes, 1, minutes - LeastOverhead);
        var rest = Math.Min(minutes - main, Math.Clamp((main / 5) + 4, LeastOverhead, MostOverhead));
        var warmUp = (rest * 60 * 3 / 5) / 30 * 30;
        return new(warmUp, main * 60, (rest * 60) - warmUp);
    }
}
