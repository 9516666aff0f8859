using System.Text.Json;

namespace Platform.DiscordSimulator.Model;

/// <summary>
/// All people, channels and messages. One lock: what is looked up and kept inside <see cref="Do{T}"/> is one step, and
/// on file before it is answered.
/// </summary>
internal sealed class World
{
    private static readonly History Nothing = new();

    private readonly Lock _lock = new();
    private readonly Journal _journal;
    private readonly Bots _bots;
    private readonly Dictionary<Snowflake, Person> _people = [];
    private readonly Dictionary<Snowflake, Guild> _guilds = [];
    private readonly Dictionary<Snowflake, Channel> _channels = [];
    private readonly Dictionary<(Snowflake Bot, Snowflake Person), Snowflake> _directChannels = [];
    private readonly Dictionary<Snowflake, History> _histories = [];
    private readonly Dictionary<Snowflake, Message> _messages = [];
    private readonly Dictionary<Snowflake, Interaction> _interactions = [];
    private readonly Dictionary<Snowflake, Modal> _modals = [];
    private readonly Dictionary<(Snowflake Bot, Snowflake? Guild), CommandSet> _commands = [];
    private readonly Dictionary<(Snowflake Author, string Nonce), Snowflake> _nonces = [];
    private TaskCompletionSource? _news;
    private long _revision;

    public World(Journal journal, SnowflakeSource ids, Bots bots)
    {
        _journal = journal;
        _bots = bots;
        Ids = ids;
        foreach (var entity in journal.Read())
        {
            Index(entity);
            // People, servers and a server's channels may carry ids from elsewhere, maybe far ahead.
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

    public Guild? FindGuild(Snowflake id) => Do(_ => _guilds.GetValueOrDefault(id));

    public Channel? FindChannel(Snowflake id) => Do(_ => _channels.GetValueOrDefault(id));

    public Channel? FindDirectChannel(Bot bot, Snowflake userId) =>
        Do(_ => _directChannels.TryGetValue((bot.Id, userId), out var id) ? _channels.GetValueOrDefault(id) : null);

    public Message? FindMessage(Snowflake channelId, Snowflake id) => Do(_ => HistoryOf(channelId).Find(id));

    public Message? FindMessage(Snowflake id) => Do(_ => _messages.GetValueOrDefault(id));

    public Interaction? FindInteraction(Snowflake id) => Do(_ => _interactions.GetValueOrDefault(id));

    public Modal? FindModal(Snowflake id) => Do(_ => _modals.GetValueOrDefault(id));

    /// <summary>The commands of an application: everywhere, or those of one server.</summary>
    public IReadOnlyList<JsonElement> CommandsOf(Bot bot, Snowflake? guildId) => Do(_ => _commands.GetValueOrDefault((bot.Id, guildId))?.Commands ?? []);

    /// <summary>Oldest first, ephemeral ones too.</summary>
    public IReadOnlyList<Message> MessagesOf(Snowflake channelId) => Do(_ => HistoryOf(channelId).All);

    /// <summary>Something of a channel's history, read in one step.</summary>
    public T Read<T>(Snowflake channelId, Func<History, T> read) => Do(_ => read(HistoryOf(channelId)));

    public IReadOnlyList<Channel> Channels() => Do<IReadOnlyList<Channel>>(_ => [.. _channels.Values.OrderBy(c => c.Id)]);

    public IReadOnlyList<Person> People() => Do<IReadOnlyList<Person>>(_ => [.. _people.Values.OrderBy(p => p.Id)]);

    public IReadOnlyList<Guild> Guilds() => Do<IReadOnlyList<Guild>>(_ => [.. _guilds.Values.OrderBy(g => g.Id)]);

    public IReadOnlyList<Interaction> Interactions() => Do<IReadOnlyList<Interaction>>(_ => [.. _interactions.Values.OrderBy(i => i.Id)]);

    /// <summary>The newest message that this bot sent with this nonce, in whatever channel.</summary>
    public Message? ByNonce(Bot author, JsonElement nonce) =>
        Do(_ => _nonces.TryGetValue((author.Id, nonce.ToString()), out var id) ? FindMessage(id) : null);

    /// <summary>Ends at the next change after the revision.</summary>
    public Task ChangeAfterAsync(long revision)
    {
        lock (_lock)
        {
            return _revision != revision ? Task.CompletedTask
                : (_news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _journal.Clear();
            _people.Clear();
            _guilds.Clear();
            _channels.Clear();
            _directChannels.Clear();
            _histories.Clear();
            _messages.Clear();
            _interactions.Clear();
            _modals.Clear();
            _commands.Clear();
            _nonces.Clear();
            Changed();
        }
    }

    private History HistoryOf(Snowflake channelId) => _histories.GetValueOrDefault(channelId, Nothing);

    private void Changed()
    {
        Interlocked.Increment(ref _revision);
        _news?.TrySetResult();
        _news = null;
    }

    private void Index(Entity entity)
    {
        Changed();
        switch (entity)
        {
            case Person person:
                _people[person.Id] = person;
                break;
            case Guild guild:
                _guilds[guild.Id] = guild;
                break;
            case Channel channel:
                _channels[channel.Id] = channel;
                if (channel.Recipient is { } recipient)
                {
                    _directChannels[(_bots.Of(channel.BotId).Id, recipient)] = channel.Id;
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
            case CommandSet set:
                _commands[(set.Id, set.GuildId)] = set;
                break;
        }
    }

    private void Add(Message message)
    {
        if (!_histories.TryGetValue(message.ChannelId, out var history))
        {
            _histories[message.ChannelId] = history = new History();
        }

        history.Put(message);
        if (message.Deleted)
        {
            _messages.Remove(message.Id);
            return;
        }

        _messages[message.Id] = message;
        if (message.Nonce is { } nonce)
        {
            _nonces[(_bots.Of(message.AuthorId).Id, nonce.ToString())] = message.Id;
        }
    }
}
