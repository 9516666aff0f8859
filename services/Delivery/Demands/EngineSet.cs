namespace Platform.Delivery.Demands;

/// <summary>The engines of this service, by name and by what the Scheduler asks of them.</summary>
internal sealed class EngineSet(IEnumerable<Engine> engines)
{
    private readonly IReadOnlyDictionary<string, Engine> _byName = engines.ToDictionary(e => e.Name);

    public IEnumerable<Engine> All => _byName.Values;

    public Engine this[string name] => _byName[name];

    /// <returns>Null where there is none of that name.</returns>
    public Engine? Find(string name) => _byName.GetValueOrDefault(name);

    /// <returns>Null where another service does that.</returns>
    public Engine? OfDrop(string engine, string task) => Find(engine, e => e.DropTask == task);

    /// <inheritdoc cref="OfDrop"/>
    public Engine? OfClose(string engine, string task) => Find(engine, e => e.MissedTask == task);

    private Engine? Find(string engine, Func<Engine, bool> does) => _byName.TryGetValue(engine, out var found) && does(found) ? found : null;
}
