using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Messaging;

namespace Microsoft.Extensions.Hosting;

public static class ProblemExtensions
{
    /// <summary>Every refusal of this program is a problem, those of the framework and those nobody expected too.</summary>
    public static void AddProblems(this IHostApplicationBuilder builder) =>
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            Describe(context.ProblemDetails, context.HttpContext);
            context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        });

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = StatusOf,
            // A caller's mistake is answered, not logged as a failure of ours; a server that is away is told by the health.
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) != StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when Transient.Is(failure) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static void Describe(ProblemDetails problem, HttpContext http)
    {
        if (problem.Type?.StartsWith(Problems.TypePrefix, StringComparison.Ordinal) == true)
        {
            return;
        }

        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        (string? type, string? detail) = problem.Status switch
        {
            400 => ("invalid", BadRequest(failure)),
            401 => ("not-signed-in", "Sign in: the ticket is missing, has expired or was not issued here."),
            403 => ("not-allowed", "Your role does not allow this."),
            404 => ("not-found", "There is nothing at this address."),
            405 => ("method-not-allowed", "This address does not take that method."),
            413 => ("too-large", "The body is larger than this address takes."),
            415 => ("unsupported-media-type", "Send the body as application/json."),
            429 => ("too-many-requests", "Too many requests; wait as long as Retry-After says."),
            502 or 504 => ("unreachable", "The service behind this address does not answer; try again shortly."),
            503 => ("unavailable", "The service cannot reach what it needs; try again shortly."),
            500 => ("internal", "Something went wrong here. The trace id names this request in our logs."),
            _ => (null, null),
        };
        if (type is not null)
        {
            problem.Type = Problems.TypePrefix + type;
            problem.Detail ??= detail;
        }
    }

    // The framework names the parameter or the JSON path; the bytes that were sent are not repeated.
    private static string BadRequest(Exception? failure) => failure switch
    {
        BadHttpRequestException { InnerException: System.Text.Json.JsonException json } when json.Path is { } path =>
            $"The body is not valid: look at {path}.",
        BadHttpRequestException bad => bad.Message,
        _ => "The request could not be read.",
    };
}
