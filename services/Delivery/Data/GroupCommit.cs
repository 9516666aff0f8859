using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Data;

/// <summary>
/// Many callers, each with one item, and a transaction for as many as have come meanwhile: the first to come writes, the
/// others find their item in its batch or in the next. Under load a batch grows by itself; alone, nobody waits.
/// </summary>
/// <param name="write">Writes a batch and commits. Where it throws, everyone in the batch gets the exception.</param>
internal sealed class GroupCommit<T>(Func<IReadOnlyList<T>, Task> write, int most = 500)
{
    private const int MostRetries = 2;

    private readonly Lock _lock = new();
    private List<(T Item, TaskCompletionSource Done)> _waiting = [];
    private bool _writing;

    /// <summary>Returns when the item is committed.</summary>
    public Task AddAsync(T item)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((item, done));
            if (_writing)
            {
                return done.Task;
            }

            _writing = true;
        }

        _ = WriteAsync();
        return done.Task;
    }

    private async Task WriteAsync()
    {
        // Whoever has an item ready at this moment joins the first batch.
        await Task.Yield();
        while (Take() is { Count: > 0 } batch)
        {
            await WriteAsync(batch);
        }
    }

    private async Task WriteAsync(List<(T Item, TaskCompletionSource Done)> batch)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                await write(batch.ConvertAll(b => b.Item));
                batch.ForEach(b => b.Done.SetResult());
                return;
            }
            catch (Exception failure) when (Transient.Is(failure) && retries < MostRetries)
            {
                // A connection that was lost: the next one may hold.
            }
            catch (Exception failure) when (batch.Count == 1 || Transient.Is(failure))
            {
                batch.ForEach(b => b.Done.SetException(failure));
                return;
            }
            catch
            {
                // One that cannot be written takes no other with it.
                foreach (var one in batch)
                {
                    await WriteAsync([one]);
                }

                return;
            }
        }
    }

    private List<(T Item, TaskCompletionSource Done)> Take()
    {
        lock (_lock)
        {
            var batch = _waiting.Count <= most ? _waiting : _waiting.GetRange(0, most);
            _waiting = _waiting.Count <= most ? [] : _waiting.GetRange(most, _waiting.Count - most);
            _writing = batch.Count > 0;
            return batch;
        }
    }
}
