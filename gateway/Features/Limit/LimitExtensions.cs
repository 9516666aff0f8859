using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Platform.Gateway.Features.Limit;

internal static class LimitExtensions
{
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidated<LimitOptions>(LimitOptions.Section, options => options.Faults());
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, options) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                {
                    rejected.HttpContext.Response.Headers.RetryAfter =
                        Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };
            var limits = options.Value;
            Add(limiter, LimitPolicies.Person, limits.Person, Person);
            Add(limiter, LimitPolicies.Making, limits.Making, Person);
            Add(limiter, LimitPolicies.SignIn, limits.SignIn, Address);
            Add(limiter, LimitPolicies.Inbound, limits.Inbound, Address);
            Add(limiter, LimitPolicies.Address, limits.Address, Address);
        });
    }

    private static void Add(RateLimiterOptions limiter, string policy, Bucket bucket, Func<HttpContext, object> whose)
    {
        var factory = Factory(bucket);
        limiter.AddPolicy<object>(policy, context => RateLimitPartition.Get(whose(context), factory));
    }

    private static object Person(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? context.User.FindFirstValue(ClaimTypes.NameIdentifier)! : Address(context);

    private static object Address(HttpContext context) => ClientAddress.Partition(context.Connection.RemoteIpAddress);

    // One token at least every period: buckets of less than ten a second are filled one by one.
    private static Func<object, RateLimiter> Factory(Bucket bucket)
    {
        var period = TimeSpan.FromSeconds(Math.Max(0.1, 1 / bucket.PerSecond));
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = bucket.Burst,
            ReplenishmentPeriod = period,
            TokensPerPeriod = Math.Max(1, (int)Math.Round(bucket.PerSecond * period.TotalSeconds)),
            QueueLimit = 0,
            // The framework turns one timer for all buckets, and drops those that are full and idle.
            AutoReplenishment = false,
        };
        return _ => new TokenBucketRateLimiter(options);
    }
}
