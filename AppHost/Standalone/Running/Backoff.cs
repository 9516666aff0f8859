using System.Diagnostics;

namespace Platform.Standalone;

/// <summary>Longer and longer pauses between restarts, short again after a while that went well.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WentWell = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;
    private long _since = Stopwatch.GetTimestamp();

    internal TimeSpan Next()
    {
        var pause = Stopwatch.GetElapsedTime(_since) > WentWell ? First : _next;
        _next = pause * 2 < Longest ? pause * 2 : Longest;
        _since = Stopwatch.GetTimestamp();
        return pause;
    }
}
