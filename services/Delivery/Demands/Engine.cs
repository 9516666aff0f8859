using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands;

/// <summary>
/// A kind of thing that is dropped on people, asked back from them and closed. The machinery that does it is the same for
/// all; an engine says what there is for whom, how it reads, and where what was logged is kept. Everything here is for many
/// people at once.
/// </summary>
internal abstract class Engine
{
    /// <summary>A name of <c>Contracts.Scheduler.Engines</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The task that sends.</summary>
    public abstract string DropTask { get; }

    /// <summary>The task that closes the day and writes down what is missing.</summary>
    public abstract string MissedTask { get; }

    /// <summary>Whether the close is told in a message of its own; else only what was posted is brought up to date.</summary>
    public virtual bool TellsClose => false;

    /// <summary>
    /// What there is for each person on a date: the content of each message, as text that only this engine reads; none: it is
    /// not known yet and waited for. Who is missing from the answer has nothing that day.
    /// </summary>
    public abstract Task<IReadOnlyDictionary<Guid, Prepared>> PrepareAsync(DateOnly localDate, Guid[] users, Work work, CancellationToken ct);

    /// <summary>Lets what waited go on, where what it waited for has come.</summary>
    public virtual Task ReleaseWaitingAsync(Work work, DateTimeOffset now, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What a content asks to be logged.</summary>
    public abstract IReadOnlyList<Item> Items(string content);

    /// <summary>How deliveries read now, by their ids.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, Post>> DescribeAsync(IReadOnlyList<Shown> shown, Work work, CancellationToken ct);

    /// <summary>What to fill in to log an item, with what is logged already.</summary>
    public abstract Task<Form> FormAsync(Demand demand, Work work, CancellationToken ct);

    /// <summary>
    /// Reads a filled-in form and stores what it says in place of what was logged before, and tells of it. The day is held
    /// (<see cref="DemandDay.LockAsync"/>) and open. The same once more is no correction: nobody is told.
    /// </summary>
    /// <param name="inputs">By the ids of the form's fields.</param>
    public abstract Task<LogResult> LogAsync(
        Demand demand, IReadOnlyDictionary<string, string> inputs, string? interactionId, DateTimeOffset now, Work work, CancellationToken ct);

    /// <summary>Tells others that a part has reached its person, while the day is open.</summary>
    /// <param name="items">Everything that the person has been asked for by now.</param>
    public virtual void TellDelivered(Guid userId, DateOnly localDate, IReadOnlyList<Item> items, DateTimeOffset dueAt, DateTimeOffset now, Work work)
    {
    }

    /// <summary>Writes down as missed what was asked for and is not logged, and tells of it.</summary>
    public abstract Task MissAsync(DateOnly localDate, IReadOnlyList<Asked> asked, DateTimeOffset dueAt, DateTimeOffset now, Work work, CancellationToken ct);
}

/// <param name="Contents">One for each message; null: wait.</param>
internal sealed record Prepared(IReadOnlyList<string>? Contents);

/// <summary>Something to be logged.</summary>
/// <param name="Id">A slug, unique within the day.</param>
internal sealed record Item(string Id, string Name);

/// <summary>What a delivered message asked of a person.</summary>
internal sealed record Asked(Guid UserId, string Content);

/// <summary>A delivery that is to be shown.</summary>
/// <param name="Kind">One of <see cref="DeliveryKind"/>.</param>
/// <param name="IsClosed">Whether the day is closed.</param>
/// <param name="IsQuiet">Whether it is to make no sound.</param>
internal sealed record Shown(
    Guid DeliveryId, Guid UserId, DateOnly LocalDate, string Kind, int Part, int Parts, string Content, Reader Reader, bool IsClosed, bool IsQuiet);
