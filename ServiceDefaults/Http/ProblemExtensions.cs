using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Messaging;

namespace Microsoft.Extensions.Hosting;

public static partial class ProblemExtensions
{
    /// <summary>Every refusal of this program is a problem, those of the framework and those nobody expected too.</summary>
    public static void AddProblems(this IHostApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            Describe(context.ProblemDetails, context.HttpContext);
            context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        });

        // The framework's default depends on the environment, and with it whether a refusal names the field at fault.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    public static void UseProblems(this WebApplication app)
    {
        var log = app.Logger;
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = StatusOf,
            SuppressDiagnosticsCallback = handled => IsExpected(handled.Exception, log),
        });
        app.UseStatusCodePages();
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when Transient.Is(failure) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // What a stranger sends is no failure of ours, and an outage is told in a line: stacks are for what nobody expected.
    private static bool IsExpected(Exception failure, ILogger log)
    {
        if (failure is BadHttpRequestException)
        {
            return true;
        }

        if (!Transient.Is(failure))
        {
            return false;
        }

        OutOfReach(log, failure.GetBaseException().Message);
        return true;
    }

    private static void Describe(ProblemDetails problem, HttpContext http)
    {
        if (problem.Type?.StartsWith(Problems.TypePrefix, StringComparison.Ordinal) == true)
        {
            return;
        }

        if (problem.Status == StatusCodes.Status400BadRequest && http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad)
        {
            var fault = Unreadable(bad);
            problem.Title = "The request is not valid";
            problem.Detail = fault.Message;
            problem.Extensions["errors"] = new[] { fault };
        }

        (string? type, string? detail) = problem.Status switch
        {
            400 => ("invalid", "The request could not be read."),
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

    // Only the name is taken from the framework's sentence, which goes on to types of ours and to what was sent.
    private static Fault Unreadable(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException { Path: { } path } && path.TrimStart('$', '.') is { Length: > 0 } field)
        {
            return new(field, bad.InnerException.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? $"{field} is no field of this request, or not in this spelling; the API description tells which there are."
                : $"{field} is not what this field takes; the API description tells what it is.");
        }

        return Parameter().Match(bad.Message) is { Success: true } match
            ? new(match.Groups["name"].Value, $"{match.Groups["name"].Value} is missing, or not what this parameter takes; the API description tells what it is.")
            : new("body", "Send a body of JSON in the form that the API description tells.");
    }

    [GeneratedRegex("^(Failed to bind|Required) parameter \"[^\"]*?(?<name>\\w+)\" (from|was not provided from (route|query|header))", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    [LoggerMessage(1101, LogLevel.Warning, "A request failed, because what it needs is out of reach: {Reason}")]
    private static partial void OutOfReach(ILogger logger, string reason);
}
