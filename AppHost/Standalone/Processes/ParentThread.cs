using System.Collections.Concurrent;

namespace Platform.Standalone;

/// <summary>
/// The one thread that starts children. The kernel ties a child's death signal to the thread that forked it, not to
/// the process, so that thread has to live as long as the process does; a thread of the pool would not.
/// </summary>
internal static class ParentThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static ParentThread() => new Thread(() =>
    {
        foreach (var work in Work.GetConsumingEnumerable())
        {
            work();
        }
    })
    { IsBackground = true, Name = "parent of children" }.Start();

    internal static T Run<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>();
        Work.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
            catch (Exception failure)
            {
                result.SetException(failure);
            }
        });
        return result.Task.GetAwaiter().GetResult();
    }
}
