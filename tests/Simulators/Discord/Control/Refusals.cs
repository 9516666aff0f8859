using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.DiscordSimulator.Control;

/// <summary>The control interface's own refusals: RFC 9457 problems.</summary>
internal static class Refusals
{
    public static ProblemHttpResult NotFound(string what) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found", detail: $"There is no such {what}.");

    public static ProblemHttpResult Invalid(params IEnumerable<string> faults) =>
        TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The request is not valid", detail: string.Join(" ", faults));

    /// <summary>A person in Discord could not do this; <c>"force": true</c> does it all the same, as a forger might.</summary>
    public static ProblemHttpResult Impossible(params IEnumerable<string> reasons) => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict, title: "Discord offers no such thing",
        detail: $"{string.Join(" ", reasons)} Send \"force\": true to do it anyway.");
}
