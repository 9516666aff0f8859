using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.WebPush;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>How this process sends (section <c>Sender</c>).</summary>
internal sealed class SenderOptions
{
    /// <summary>Whether this replica sends at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long to rest when nothing is due.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Deliveries claimed at once.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>Deliveries under way at the same time: what a crash leaves to be looked for, and what memory holds.</summary>
    public int InHand { get; set; } = 200;

    /// <summary>How long a claim holds; after that another replica takes the delivery over.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A message is posted only if so much of the claim is left: more than a request may take.</summary>
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromSeconds(40);

    /// <param name="requestTimeout">The longest that a request to a channel may take, with what it may wait before it leaves.</param>
    internal IEnumerable<string> Faults(TimeSpan requestTimeout)
    {
        if (LookEvery < TimeSpan.FromMilliseconds(10) || LookEvery > TimeSpan.FromMinutes(1))
        {
            yield return "Sender:LookEvery must be from 10 milliseconds to a minute";
        }

        if (BatchSize is < 1 or > 500)
        {
            yield return "Sender:BatchSize must be from 1 to 500";
        }

        if (InHand < Math.Max(BatchSize, 2) || InHand > 2000)
        {
            yield return "Sender:InHand must be from Sender:BatchSize, and 2, to 2000";
        }

        if (LeaseMargin <= requestTimeout || Lease < 2 * LeaseMargin)
        {
            yield return "Sender:LeaseMargin must be above Discord:MaxWait and Discord:RequestTimeout together and above WebPush:RequestTimeout, and Sender:Lease at least twice as long";
        }
    }
}

internal sealed class SenderOptionsValidator(IOptions<DiscordOptions> discord, IOptions<WebPushOptions> push) : IValidateOptions<SenderOptions>
{
    public ValidateOptionsResult Validate(string? name, SenderOptions options)
    {
        var faults = options.Faults(LongestRequest()).ToList();
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private TimeSpan LongestRequest()
    {
        try
        {
            var onDiscord = discord.Value.MaxWait + discord.Value.RequestTimeout;
            return onDiscord > push.Value.RequestTimeout ? onDiscord : push.Value.RequestTimeout;
        }
        catch (OptionsValidationException)
        {
            // Their own validators tell what is wrong with them; here the rest is told beside it.
            return TimeSpan.Zero;
        }
    }
}
