namespace Platform.Gateway.Features.Limit;

/// <summary>The names of the rate limits; <see cref="LimitOptions"/> has their sizes.</summary>
internal static class LimitPolicies
{
    /// <summary>Per signed-in person; per address where nobody is.</summary>
    public const string Person = "person";

    /// <summary>Per signed-in person: plans, sessions and talk.</summary>
    public const string Making = "making";

    /// <summary>Per address: register, login, refresh.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Per address: Discord interactions, webhooks, OAuth callbacks, calendars. Many people come from few addresses.</summary>
    public const string Inbound = "inbound";

    /// <summary>Per address: pages.</summary>
    public const string Address = "address";
}
