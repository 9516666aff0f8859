namespace Platform.Gateway.Domain;

/// <summary>
/// When guessing at one account ends. Short, because whoever knows an address can lock its owner out; what slows a
/// guesser down is this together with the limit per address.
/// </summary>
internal static class LockoutRule
{
    public const int Failures = 10;
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);
}
