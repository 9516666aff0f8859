using System.Globalization;
using System.Net;
using System.Text.Json;
using Platform.Delivery.Channels.Discord.Limits;

namespace Platform.Delivery.Tests.DiscordChannel;

public sealed class RateHeadersTests
{
    [Theory]
    [InlineData("user", null, """{"retry_after":1.5,"global":false}""", nameof(LimitScope.User))]
    [InlineData("shared", null, """{"retry_after":1.5,"global":false}""", nameof(LimitScope.Shared))]
    [InlineData("global", "true", """{"retry_after":1.5,"global":true}""", nameof(LimitScope.Global))]
    [InlineData(null, "true", null, nameof(LimitScope.Global))]
    [InlineData(null, null, """{"retry_after":1.5,"global":true}""", nameof(LimitScope.Global))]
    [InlineData(null, null, """{"retry_after":1.5}""", nameof(LimitScope.User))]
    [InlineData(null, null, null, nameof(LimitScope.Address))]
    [InlineData("a scope of next year", null, null, nameof(LimitScope.User))]
    public void A_429_is_for_whom_it_says(string? scope, string? global, string? body, string expected)
    {
        var told = Read(429, body, ("X-RateLimit-Scope", scope), ("X-RateLimit-Global", global), ("Retry-After", "2"));
        told.Scope.ToString().ShouldBe(expected);
        told.RetryAfter.ShouldBe(TimeSpan.FromSeconds(body is null ? 2 : 1.5));
        told.IsInvalid.ShouldBe(expected != nameof(LimitScope.Shared));
    }

    [Theory]
    [InlineData("3", null, 3)]
    [InlineData(null, """{"retry_after":0.25}""", 0.25)]
    [InlineData("0", null, 0.1)]
    [InlineData("99999999999", null, 3600)]
    [InlineData(null, """{"retry_after":1e300}""", 3600)]
    [InlineData(null, """{"retry_after":-5}""", 60)]
    [InlineData("-5", null, 60)]
    [InlineData("soon", """{"retry_after":"soon"}""", 60)]
    [InlineData(null, "[]", 60)]
    public void The_time_to_wait_is_bounded(string? header, string? body, double seconds) =>
        Read(429, body, ("Retry-After", header)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_bucket_is_read_from_its_headers()
    {
        var told = Read(200, "{}", Bucket("5", "4", "1.25", "1764000000.123"));
        told.ShouldBe(new RateHeaders(200, "abc", 5, 4, 1764000000.123, TimeSpan.FromSeconds(1.25)));
        told.IsInvalid.ShouldBeFalse();
    }

    [Theory]
    [InlineData("five", "4", "1")]
    [InlineData("0", "0", "1")]
    [InlineData("5", "-1", "1")]
    [InlineData("5", "4", "NaN")]
    [InlineData("5", null, "1")]
    [InlineData("1e400", "1", "1")]
    [InlineData("99999999999999", "1", "1")]
    public void Headers_that_make_no_sense_tell_nothing(string limit, string? remaining, string resetAfter) =>
        Read(200, "{}", Bucket(limit, remaining, resetAfter, null)).Bucket.ShouldBeNull();

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(404, false)]
    [InlineData(500, false)]
    public void Refusals_count_towards_the_ban(int status, bool counts) => Read(status, "{}").IsInvalid.ShouldBe(counts);

    private static (string, string?)[] Bucket(string limit, string? remaining, string resetAfter, string? reset) =>
    [
        ("X-RateLimit-Bucket", "abc"), ("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset-After", resetAfter),
        ("X-RateLimit-Reset", reset),
    ];

    private static RateHeaders Read(int status, string? body, params (string Name, string? Value)[] headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var (name, value) in headers.Where(h => h.Value is not null))
        {
            response.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(value?.ToString(CultureInfo.InvariantCulture));
        }

        return RateHeaders.Read(response, body is null ? null : JsonDocument.Parse(body).RootElement);
    }
}
