using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Platform.Gateway.Features.Forward;
using Platform.Gateway.Features.Limit;

namespace Platform.Gateway.Features.Describe;

/// <summary><c>/docs</c>: one page with the API description of the gateway and of every service behind it.</summary>
internal static class DescribeExtensions
{
    private const string Own = "gateway";

    public static void AddDescriptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceDescriptions>();
        builder.Services.Configure<OpenApiOptions>("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Accounts and sign-in";
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[DescriptionPatch.Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = DescriptionPatch.SchemeText,
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference(DescriptionPatch.Scheme, document)] = [] }];
            return Task.CompletedTask;
        }));
    }

    public static void MapDescriptions(this WebApplication app)
    {
        app.MapOpenApi($"/docs/openapi/{Own}.json").RequireRateLimiting(LimitPolicies.Address);
        app.MapGet("/docs/openapi/{service}.json", (string service, ServiceDescriptions descriptions, CancellationToken ct) =>
                descriptions.ReadAsync(service, ct))
            .RequireRateLimiting(LimitPolicies.Address).ExcludeFromDescription();
        app.MapSwaggerUI("docs", page =>
        {
            page.DocumentTitle = "API";
            foreach (var name in RouteTable.Services.Prepend(Own))
            {
                page.SwaggerEndpoint($"/docs/openapi/{name}.json", name);
            }
        }).RequireRateLimiting(LimitPolicies.Address);
        app.MapGet("/", () => Results.Text(Page, "text/html; charset=utf-8"))
            .RequireRateLimiting(LimitPolicies.Address).ExcludeFromDescription();
    }

    private const string Page = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Training platform</title></head>
        <body><h1>Training platform</h1><ul>
        <li><a href="/docs">API description</a></li>
        <li><a href="/health">Health</a></li>
        </ul></body></html>

        """;
}
