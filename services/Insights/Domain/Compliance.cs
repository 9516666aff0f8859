namespace Platform.Insights.Domain;

/// <summary>
/// Exercises of some days: logged, missed, and open (asked for, and the day is not over). Each counts once.
/// </summary>
internal readonly record struct Compliance(int Logged, int Missed, int Open)
{
    public int Expected => Logged + Missed + Open;

    /// <summary>
    /// Logged of what is decided, in percent with one decimal. What is open counts neither way, and where nothing is
    /// decided there is no figure: absent is not zero.
    /// </summary>
    public decimal? Percent => Logged + Missed == 0 ? null : Math.Round(100m * Logged / (Logged + Missed), 1);
}
