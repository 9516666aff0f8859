using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Platform.ServiceDefaults.Http;

/// <summary>One fault of a request: the field, and what to do about it.</summary>
public sealed record Fault(string Field, string Message);

/// <summary>
/// The platform's refusals: RFC 9457 problems with a stable <c>type</c>, a sentence a person can act on, and the
/// faults by field under <c>errors</c>.
/// </summary>
public static class Problems
{
    public const string TypePrefix = "urn:platform:problem:";

    /// <summary>404, also for what belongs to someone else: its existence is nobody's business.</summary>
    public static ProblemHttpResult NotFound(string what) =>
        Create(StatusCodes.Status404NotFound, "not-found", "Not found", $"There is no such {what}, or it is not yours.");

    /// <summary>400 with every fault that was found.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyCollection<Fault> faults) => Create(
        StatusCodes.Status400BadRequest, "invalid", "The request is not valid", string.Join(" ", faults.Select(f => f.Message)),
        new() { ["errors"] = faults });

    public static ProblemHttpResult Invalid(string field, string message) => Invalid([new Fault(field, message)]);

    /// <summary>409: the request is sound, the state does not allow it.</summary>
    public static ProblemHttpResult Conflict(string type, string detail) =>
        Create(StatusCodes.Status409Conflict, type, "Not possible in this state", detail);

    public static ProblemHttpResult Create(
        int status, string type, string title, string detail, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(new ProblemDetails
        {
            Status = status,
            Type = TypePrefix + type,
            Title = title,
            Detail = detail,
            Extensions = extensions ?? [],
        });
}
