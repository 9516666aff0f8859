namespace Platform.Standalone;

/// <summary>A server that could not be started; the message says what to do, or what it said last.</summary>
public sealed class ServerFailedException(string message) : Exception(message);
