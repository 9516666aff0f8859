using System.Collections.Concurrent;
using Npgsql;
using Platform.Delivery.Data;

namespace Platform.Delivery.Tests;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task What_comes_while_a_batch_is_written_goes_together_in_the_next()
    {
        var gate = new TaskCompletionSource();
        var batches = new ConcurrentQueue<int[]>();
        var commit = new GroupCommit<int>(async batch =>
        {
            batches.Enqueue([.. batch]);
            await gate.Task;
        });

        var first = commit.AddAsync(0);
        await Eventually.AssertAsync(() => batches.Count.ShouldBe(1));
        var others = Enumerable.Range(1, 50).Select(commit.AddAsync).ToList();
        gate.SetResult();
        await Task.WhenAll([first, .. others]);

        batches.Count.ShouldBe(2);
        batches.Last().ShouldBe(Enumerable.Range(1, 50));
    }

    [Fact]
    public async Task One_that_cannot_be_written_takes_no_other_with_it()
    {
        var written = new ConcurrentQueue<int>();
        var commit = new GroupCommit<int>(batch =>
        {
            if (batch.Contains(7))
            {
                throw new FormatException("seven");
            }

            foreach (var item in batch)
            {
                written.Enqueue(item);
            }

            return Task.CompletedTask;
        });

        var all = Enumerable.Range(0, 20).Select(commit.AddAsync).ToList();
        await Should.ThrowAsync<FormatException>(all[7]);
        await Task.WhenAll(all.Where((_, i) => i != 7));
        written.Order().ShouldBe(Enumerable.Range(0, 20).Where(i => i != 7));
    }

    [Fact]
    public async Task A_connection_that_is_lost_once_is_tried_again_and_one_that_stays_lost_is_told_to_everyone()
    {
        var failures = 1;
        var commit = new GroupCommit<int>(_ => failures-- > 0 ? throw new NpgsqlException("lost", new IOException()) : Task.CompletedTask);
        await commit.AddAsync(1);

        failures = int.MaxValue;
        await Should.ThrowAsync<NpgsqlException>(commit.AddAsync(2));
    }
}
