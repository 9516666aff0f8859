using Platform.Gateway.Features.Limit;

namespace Platform.Gateway.Features.Forward;

/// <summary>What is asked of a request before it is forwarded.</summary>
/// <param name="SignedIn">A sound ticket; without one the edge answers 401.</param>
/// <param name="Limit">A policy of <see cref="LimitPolicies"/>.</param>
/// <param name="BodyBytes">The largest body.</param>
internal sealed record Kind(bool SignedIn, string Limit, long BodyBytes)
{
    public static readonly Kind Api = new(SignedIn: true, LimitPolicies.Person, BodyBytes: 1 << 20);

    /// <summary>What takes long to make, or asks a language model.</summary>
    public static readonly Kind Making = Api with { Limit = LimitPolicies.Making };

    /// <summary>Files that wearables made.</summary>
    public static readonly Kind Upload = Api with { BodyBytes = 25 << 20 };

    /// <summary>Proves itself by signature, state or a secret in the address, over the very bytes that were sent.</summary>
    public static readonly Kind Inbound = new(SignedIn: false, LimitPolicies.Inbound, BodyBytes: 256 << 10);
}

/// <param name="Path">A route pattern. One without parameters also takes everything below it.</param>
/// <param name="Service">The resource that it is forwarded to.</param>
/// <param name="Methods">Null for all.</param>
internal sealed record ForwardedPath(string Path, string Service, Kind Kind, params string[]? Methods)
{
    public bool TakesEverythingBelow => Kind.SignedIn;
}

/// <summary>Who answers what. The whole HTTP surface but <c>/api/identity</c>, which is the gateway's own.</summary>
internal static class RouteTable
{
    public const string PlanGeneration = "plangeneration";
    public const string Scheduler = "scheduler";
    public const string Delivery = "delivery";
    public const string WearableSync = "wearablesync";
    public const string Insights = "insights";

    public static readonly IReadOnlyList<string> Services = [PlanGeneration, Scheduler, Delivery, WearableSync, Insights];

    public static readonly IReadOnlyList<ForwardedPath> Paths =
    [
        new("/api/athletes", PlanGeneration, Kind.Api),
        new("/api/races", PlanGeneration, Kind.Api),
        new("/api/training-plan", PlanGeneration, Kind.Api),
        new("/api/training-plan/generate", PlanGeneration, Kind.Making, "POST"),
        new("/api/training-plan/{id}/regenerate", PlanGeneration, Kind.Making, "POST"),
        new("/api/training", PlanGeneration, Kind.Api),
        new("/api/training/generate-daily-session", PlanGeneration, Kind.Making, "POST"),
        new("/api/training/today/exercises/{id}/regenerate", PlanGeneration, Kind.Making, "POST"),
        new("/api/training/today/chat", PlanGeneration, Kind.Making, "POST"),
        new("/api/blocks", PlanGeneration, Kind.Api),
        new("/api/catalog", PlanGeneration, Kind.Api),
        new("/api/locations", PlanGeneration, Kind.Api),
        new("/api/sessions", PlanGeneration, Kind.Api),
        new("/api/drafts", PlanGeneration, Kind.Api),
        new("/api/illustrations", PlanGeneration, Kind.Api),
        new("/api/scheduler", Scheduler, Kind.Api),
        new("/api/job-cards", Scheduler, Kind.Api),
        new("/api/alerts", Scheduler, Kind.Api),
        new("/api/deliveries", Delivery, Kind.Api),
        new("/api/logs", Delivery, Kind.Api),
        new("/api/push", Delivery, Kind.Api),
        new("/api/devices", WearableSync, Kind.Api),
        new("/api/activities", WearableSync, Kind.Upload),
        new("/api/metrics", WearableSync, Kind.Api),
        new("/api/insights", Insights, Kind.Api),
        new("/discord/interactions", Delivery, Kind.Inbound, "POST"),
        // What a phone subscribes to; the name of the file is the ticket.
        new("/calendar/{file}", PlanGeneration, Kind.Inbound, "GET"),
        new("/oauth/{provider}/callback", WearableSync, Kind.Inbound, "GET"),
        // Some providers confirm a subscription by GET before they POST.
        new("/webhooks/{provider}", WearableSync, Kind.Inbound, "GET", "POST"),
    ];
}
