using Platform.ServiceDefaults.Messaging;
using Quartz;

namespace Platform.Scheduler.Timekeeping;

/// <summary>
/// Quartz's warnings and errors in the host's log. Not those of a database that is away, which Quartz tells with its stack
/// at every attempt and the health log has told in one line; and not those of a beat that failed, for the job has told it.
/// </summary>
internal sealed class QuartzLog(ILoggerFactory logs) : ILoggerFactory, ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Sparing(logs.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The host chooses where its log goes.");

    public void Dispose()
    {
        // The factory is the host's.
    }

    private sealed class Sparing(ILogger log) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && log.IsEnabled(logLevel);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log.BeginScope(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && exception is not JobExecutionException && (exception is null || !Transient.Is(exception)))
            {
                log.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
