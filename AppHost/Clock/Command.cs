namespace Platform.Clock;

/// <summary>One line a date to the output and 0, or one line a fault to the errors and 1.</summary>
internal static class Command
{
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var (request, faults) = Request.Read(args);
        if (request is null)
        {
            foreach (var fault in faults)
            {
                errors.WriteLine(fault);
            }

            errors.WriteLine($"For example: {Request.Usage}");
            return 1;
        }

        foreach (var line in Listing.Of(request))
        {
            output.WriteLine(line);
        }

        return 0;
    }
}
