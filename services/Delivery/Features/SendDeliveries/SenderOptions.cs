using Microsoft.Extensions.Options;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>How this process sends (section <c>Sender</c>).</summary>
internal sealed class SenderOptions
{
    /// <summary>Whether this replica sends at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long to rest when nothing is due.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Deliveries claimed at once.</summary>
    public int BatchSize { get; set; } = 40;

    /// <summary>Channels posted to at the same time.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>How long a claim holds; after that another replica takes the delivery over.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A message is posted only if so much of the claim is left: more than a request may take.</summary>
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromSeconds(40);

    internal IEnumerable<string> Faults()
    {
        if (LookEvery < TimeSpan.FromMilliseconds(10) || LookEvery > TimeSpan.FromMinutes(1))
        {
            yield return "Sender:LookEvery must be from 10 milliseconds to a minute";
        }

        if (BatchSize is < 1 or > 500)
        {
            yield return "Sender:BatchSize must be from 1 to 500";
        }

        if (Parallelism is < 1 or > 64)
        {
            yield return "Sender:Parallelism must be from 1 to 64";
        }

        if (LeaseMargin <= TimeSpan.FromSeconds(30) || Lease < 2 * LeaseMargin)
        {
            yield return "Sender:LeaseMargin must be above 30 seconds, and Sender:Lease at least twice as long";
        }
    }
}

internal sealed class SenderOptionsValidator : IValidateOptions<SenderOptions>
{
    public ValidateOptionsResult Validate(string? name, SenderOptions options) =>
        options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
