using Npgsql;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Failures of the surroundings, not of the message: a server that is down, restarting or out of reach.</summary>
public static class Transient
{
    public static bool Is(Exception failure) => failure switch
    {
        AggregateException many => many.InnerExceptions.All(Is),
        NpgsqlException { IsTransient: true } => true,
        // Shut down (57P01, 57P02), starting up (57P03), or out of connections (53300).
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } => true,
        TimeoutException => true,
        _ => failure.InnerException is { } inner && Is(inner),
    };
}
