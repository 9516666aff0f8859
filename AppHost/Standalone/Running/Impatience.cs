using System.Runtime.InteropServices;

namespace Platform.Standalone;

/// <summary>A second Ctrl-C does not wait for an orderly stop: we end, and the kernel ends our children.</summary>
internal static class Impatience
{
    private const int Interrupted = 130;

    internal static IDisposable Watch()
    {
        var asked = 0;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                Environment.Exit(Interrupted);
            }
        });
    }
}
