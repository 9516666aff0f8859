namespace Platform.DiscordSimulator.Model;

/// <summary>New ids from the clock: always rising, also when the clock steps back or a millisecond is used up.</summary>
internal sealed class SnowflakeSource(TimeProvider time)
{
    private const ulong WorkerAndProcess = 1UL << 17 | 1UL << 12;
    private readonly Lock _lock = new();
    private ulong _lastMillisecond;
    private uint _increment;

    public Snowflake Next()
    {
        lock (_lock)
        {
            var now = (ulong)Math.Max(0, (time.GetUtcNow() - Snowflake.Epoch).TotalMilliseconds);
            if (now > _lastMillisecond)
            {
                (_lastMillisecond, _increment) = (now, 0);
            }
            else if (++_increment > 0xFFF)
            {
                (_lastMillisecond, _increment) = (_lastMillisecond + 1, 0);
            }

            return new Snowflake(_lastMillisecond << 22 | WorkerAndProcess | _increment);
        }
    }

    /// <summary>An id of an earlier run: the next ones come after it.</summary>
    public void StartAfter(Snowflake id)
    {
        lock (_lock)
        {
            var millisecond = id.Value >> 22;
            if (millisecond >= _lastMillisecond)
            {
                (_lastMillisecond, _increment) = (millisecond, 0xFFF);
            }
        }
    }
}
