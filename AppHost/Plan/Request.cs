using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platform.Plan;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Week">1 for the first: its sessions in full; null for the whole plan.</param>
internal sealed record Request(Example Example, int? Week)
{
    private static readonly string Usage = $"./run plan --example {string.Join('|', Examples.Names)} [--week N] [--seed N]";

    public static bool TryRead(string[] args, [NotNullWhen(true)] out Request? request, [NotNullWhen(false)] out string? complaint)
    {
        (request, complaint) = (null, null);
        var (name, week, seed) = ((string?)null, (int?)null, 1);
        for (var i = 0; i < args.Length; i++)
        {
            // --week=3 is --week 3.
            var (option, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], i + 1 < args.Length ? args[++i] : null);
            switch (option)
            {
                case "--example" when value is not null:
                    name = value;
                    break;
                case "--week" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1:
                    week = number;
                    break;
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    seed = number;
                    break;
                default:
                    complaint = $"'{option}{(value is null ? "" : $" {value}")}' is not understood: {Usage}.";
                    return false;
            }
        }

        if (name is null || Examples.Find(name, seed) is not { } example)
        {
            complaint = name is null ? $"Which plan? {Usage}." : $"There is no example '{name}': the examples are {string.Join(", ", Examples.Names)}.";
            return false;
        }

        request = new(example, week);
        return true;
    }
}
