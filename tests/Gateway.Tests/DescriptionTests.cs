using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Gateway.Features.Forward;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class DescriptionTests(Servers servers)
{
    private const string Description = """
        {"openapi":"3.1.1","info":{"title":"x","version":"1"},"servers":[{"url":"http://127.0.0.1:5123/"}],"paths":{"/api/insights/compliance":{"get":{}}}}
        """;

    [Fact]
    public async Task One_page_lists_every_service_and_the_gateway_itself()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var moved = await gateway.Anonymous.GetAsync("docs");
        moved.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.MovedPermanently, HttpStatusCode.Redirect);
        (await gateway.Anonymous.GetStringAsync("docs/index.html")).ShouldContain("swagger-ui");
        var script = await gateway.Anonymous.GetStringAsync("docs/index.js");

        foreach (var name in RouteTable.Services.Append("gateway"))
        {
            script.ShouldContain($"/docs/openapi/{name}.json");
        }

        (await gateway.Anonymous.GetStringAsync("")).ShouldContain("href=\"/docs\"");
    }

    [Fact]
    public async Task A_services_description_works_through_the_gateway()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        gateway.Upstream.Answer = context => context.Response.WriteAsync(Description);

        var description = await gateway.Anonymous.GetFromJsonAsync<JsonElement>("docs/openapi/insights.json");

        gateway.Upstream.Only.Target.ShouldBe("/openapi/v1.json");
        description.GetProperty("servers").EnumerateArray().ShouldHaveSingleItem().GetProperty("url").GetString().ShouldBe("/");
        description.GetProperty("paths").TryGetProperty("/api/insights/compliance", out _).ShouldBeTrue();
        BearerIsDescribed(description);
    }

    [Fact]
    public async Task The_gateway_describes_its_own_part()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var description = await gateway.Anonymous.GetFromJsonAsync<JsonElement>("docs/openapi/gateway.json");

        description.GetProperty("paths").EnumerateObject().Select(path => path.Name).ShouldBe(
            ["/api/identity/register", "/api/identity/login", "/api/identity/refresh", "/api/identity/logout", "/api/identity/me", "/api/identity/me/password"],
            ignoreOrder: true);
        BearerIsDescribed(description);
    }

    [Fact]
    public async Task A_service_that_does_not_describe_itself_is_a_problem()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        gateway.Upstream.Answer = context => context.Response.WriteAsync("<html>");

        await (await gateway.Anonymous.GetAsync("docs/openapi/insights.json")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "unreachable");
        await (await gateway.Anonymous.GetAsync("docs/openapi/stranger.json")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static void BearerIsDescribed(JsonElement description)
    {
        var scheme = description.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().ShouldHaveSingleItem();
        scheme.Value.GetProperty("scheme").GetString().ShouldBe("bearer");
        description.GetProperty("security")[0].TryGetProperty(scheme.Name, out _).ShouldBeTrue();
    }
}
