using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.ServiceDefaults.Http;

/// <summary>The version a writer has seen: header <c>If-Match: "3"</c>, or <c>version</c> in the body. Whether one is required is the feature's affair.</summary>
public static class ExpectedVersion
{
    public static long? Read(HttpRequest request, long? inBody, Faults faults)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*")
        {
            return inBody;
        }

        if (header is not ['"', .. var digits, '"'] || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            faults.Add("If-Match", "If-Match is one version in quotes, as the ETag of an answer has it, such as \"3\".");
            return inBody;
        }

        if (inBody is { } other && other != version)
        {
            faults.Add("version", "version and If-Match name different versions; give one of them.");
        }

        return version;
    }

    public static ProblemHttpResult Passed(string what, long? current) => Problems.Create(
        StatusCodes.Status412PreconditionFailed, "version-passed", "The version has passed",
        current is null
            ? $"There is no {what} yet: leave the version out to make one."
            : $"The {what} has version {current} by now: read it again and repeat the change on top of it.",
        new() { ["currentVersion"] = current });

    public static void Tell(HttpResponse response, long version) =>
        response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
}
