using System.Globalization;
using System.Runtime.CompilerServices;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <summary>Tells a page that there is news, a few times a second at most.</summary>
internal static class Changes
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(200);

    /// <summary>The revision now, and again after every change.</summary>
    /// <param name="stopping">The simulator's end, which must not wait for pages.</param>
    public static async IAsyncEnumerable<string> Of(World world, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        while (!either.IsCancellationRequested)
        {
            var revision = world.Revision;
            yield return revision.ToString(CultureInfo.InvariantCulture);
            await Task.WhenAll(world.ChangeAfterAsync(revision), Task.Delay(Apart, either.Token)).WaitAsync(either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
