using System.Text.Json;

namespace Platform.DiscordSimulator.Model;

/// <summary>
/// All people, channels and messages. One lock: what is looked up and kept inside <see cref="Do{T}"/> is one step, and
/// on file before it is answered.
/// </summary>
internal sealed class World
{
    private readonly Lock _lock = new();
    private readonly Journal _journal;
    private readonly Dictionary<Snowflake, Person> _people = [];
    private readonly Dictionary<Snowflake, Channel> _channels = [];
    private readonly Dictionary<Snowflake, Snowflake> _directChannels = [];
    private readonly Dictionary<Snowflake, SortedList<Snowflake, Message>> _messages = [];
    private readonly Dictionary<Snowflake, Message> _byId = [];
    private readonly Dictionary<Snowflake, Interaction> _interactions = [];
    private readonly Dictionary<Snowflake, Modal> _modals = [];
    private readonly Dictionary<string, Snowflake> _nonces = [];
    private long _revision;

    public World(Journal journal, SnowflakeSource ids)
    {
        _journal = journal;
        Ids = ids;
        foreach (var entity in journal.Read())
        {
            Index(entity);
            // People and a server's channels may carry ids from elsewhere, maybe far ahead.
            if (entity is Message or Interaction or Modal or Channel { IsDirect: true })
            {
                ids.StartAfter(entity.Id);
            }
        }
    }

    public SnowflakeSource Ids { get; }

    /// <summary>Rises with every change, so that a page can ask whether there is news.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    public T Do<T>(Func<World, T> step)
    {
        lock (_lock)
        {
            return step(this);
        }
    }

    public void Keep(Entity entity)
    {
        lock (_lock)
        {
            _journal.Append(entity);
            Index(entity);
        }
    }

    public Person PersonOf(Snowflake id) =>
        Do(_ => _people.GetValueOrDefault(id) ?? new Person(id, $"user-{id.Value % 10_000:0000}"));

    public Channel? FindChannel(Snowflake id) => Do(_ => _channels.GetValueOrDefault(id));

    public Channel? FindDirectChannel(Snowflake userId) =>
        Do(_ => _directChannels.TryGetValue(userId, out var id) ? _channels.GetValueOrDefault(id) : null);

    public Message? FindMessage(Snowflake channelId, Snowflake id) => Do(_ => _messages.GetValueOrDefault(channelId)?.GetValueOrDefault(id));

    public Message? FindMessage(Snowflake id) => Do(_ => _byId.GetValueOrDefault(id));

    public Interaction? FindInteraction(Snowflake id) => Do(_ => _interactions.GetValueOrDefault(id));

    public Modal? FindModal(Snowflake id) => Do(_ => _modals.GetValueOrDefault(id));

    /// <summary>Oldest first, ephemeral ones too.</summary>
    public IReadOnlyList<Message> MessagesOf(Snowflake channelId) =>
        Do<IReadOnlyList<Message>>(_ => _messages.TryGetValue(channelId, out var list) ? [.. list.Values] : []);

    public IReadOnlyList<Channel> Channels() => Do<IReadOnlyList<Channel>>(_ => [.. _channels.Values.OrderBy(c => c.Id)]);

    public IReadOnlyList<Person> People() => Do<IReadOnlyList<Person>>(_ => [.. _people.Values.OrderBy(p => p.Id)]);

    public IReadOnlyList<Interaction> Interactions() => Do<IReadOnlyList<Interaction>>(_ => [.. _interactions.Values.OrderBy(i => i.Id)]);

    /// <summary>The newest message that the bot sent with this nonce, in whatever channel.</summary>
    public Message? ByNonce(JsonElement nonce) =>
        Do(_ => _nonces.TryGetValue(nonce.ToString(), out var id) ? FindMessage(id) : null);

    public void Clear()
    {
        lock (_lock)
        {
            _journal.Clear();
            _people.Clear();
            _channels.Clear();
            _directChannels.Clear();
            _messages.Clear();
            _byId.Clear();
            _interactions.Clear();
            _modals.Clear();
            _nonces.Clear();
            Interlocked.Increment(ref _revision);
        }
    }

    private void Index(Entity entity)
    {
        Interlocked.Increment(ref _revision);
        switch (entity)
        {
            case Person person:
                _people[person.Id] = person;
                break;
            case Channel channel:
                _channels[channel.Id] = channel;
                if (channel.Recipient is { } recipient)
                {
                    _directChannels[recipient] = channel.Id;
                }

                break;
            case Message message:
                Add(message);
                break;
            case Interaction interaction:
                _interactions[interaction.Id] = interaction;
                break;
            case Modal modal:
                _modals[modal.Id] = modal;
                break;
        }
    }

    private void Add(Message message)
    {
        if (!_messages.TryGetValue(message.ChannelId, out var list))
        {
            _messages[message.ChannelId] = list = [];
        }

        list[message.Id] = _byId[message.Id] = message;
        if (message.Nonce is { } nonce)
        {
            _nonces[nonce.ToString()] = message.Id;
        }
    }
}
