using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>
/// Takes out of spans what must not leave with them. The address of a private calendar is the ticket to it, and frameworks
/// note the path of what comes in, and the address of what is forwarded.
/// </summary>
internal sealed partial class SecretAddresses : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        List<KeyValuePair<string, string>>? hidden = null;
        foreach (var (key, value) in data.EnumerateTagObjects())
        {
            if (value is string text && Calendar().Match(text) is { Success: true } found)
            {
                (hidden ??= []).Add(new(key, found.Value + "{token}"));
            }
        }

        foreach (var (key, text) in hidden ?? [])
        {
            data.SetTag(key, text);
        }
    }

    // As a path or a whole address, whatever follows. Routing takes any case.
    [GeneratedRegex("^([a-z]+://[^/]*)?/calendar/(?=.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Calendar();
}
