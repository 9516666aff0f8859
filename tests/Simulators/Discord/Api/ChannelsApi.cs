using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

internal sealed class ChannelsApi(World world, Views views, MessagesApi messages)
{
    /// <summary>Opens the direct-message channel with a person, or finds it: there is one for each.</summary>
    public async Task<IResult> OpenDirectAsync(HttpRequest request)
    {
        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        if (body!["recipient_id"] is not JsonValue value)
        {
            var faults = new FormFaults();
            faults.Required("recipient_id");
            return faults.ToError();
        }

        if (!Snowflake.TryParse(value.ToString(), null, out var recipient))
        {
            return MessagesApi.BadSnowflake("recipient_id", value.ToString());
        }

        return MessagesApi.Json(views.Of(OpenDirect(recipient)));
    }

    public Channel OpenDirect(Snowflake recipient) => world.Do(_ =>
    {
        if (world.FindDirectChannel(recipient) is { } channel)
        {
            return channel;
        }

        var opened = new Channel(world.Ids.Next(), "", recipient, null);
        world.Keep(opened);
        return opened;
    });

    public IResult Get(string channelId) =>
        messages.Find(channelId, out var channel) ?? (IResult)MessagesApi.Json(views.Of(channel));
}
