namespace Platform.DiscordSimulator.Model;

/// <summary>The messages of one channel by id. A page costs what it shows, not what the channel holds.</summary>
internal sealed class History
{
    private readonly SortedList<Snowflake, Message> _messages = [];

    public int Count => _messages.Count;

    /// <summary>Oldest first, ephemeral ones too.</summary>
    public IReadOnlyList<Message> All => [.. _messages.Values];

    /// <summary>The newest message, also one that only one person sees.</summary>
    public Snowflake? LastId => _messages.Count == 0 ? null : _messages.GetKeyAtIndex(_messages.Count - 1);

    /// <summary>The newest message that everybody in the channel sees.</summary>
    public Message? Last => Before(null, 1).FirstOrDefault();

    public Message? Find(Snowflake id) => _messages.GetValueOrDefault(id);

    public void Put(Message message)
    {
        if (message.Deleted)
        {
            _messages.Remove(message.Id);
        }
        else
        {
            _messages[message.Id] = message;
        }
    }

    /// <summary>Those that everybody sees, newest first.</summary>
    /// <param name="id">Only what is older than this; null: from the newest on.</param>
    public IReadOnlyList<Message> Before(Snowflake? id, int most)
    {
        var page = new List<Message>();
        for (var i = (id is { } given ? IndexFrom(given) : _messages.Count) - 1; i >= 0 && page.Count < most; i--)
        {
            Add(page, i);
        }

        return page;
    }

    /// <summary>Those that everybody sees and that follow this one at once, newest first.</summary>
    public IReadOnlyList<Message> After(Snowflake id, int most)
    {
        var page = new List<Message>();
        for (var i = IndexFrom(new Snowflake(id.Value + 1)); i < _messages.Count && page.Count < most; i++)
        {
            Add(page, i);
        }

        page.Reverse();
        return page;
    }

    private void Add(List<Message> page, int index)
    {
        if (_messages.GetValueAtIndex(index) is { OnlyFor: null } message)
        {
            page.Add(message);
        }
    }

    // The first message that is not older than the id.
    private int IndexFrom(Snowflake id)
    {
        var (low, high) = (0, _messages.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _messages.GetKeyAtIndex(middle) < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
