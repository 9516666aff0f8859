using System.Globalization;

namespace Platform.Tests.Soak;

/// <summary>
/// How long, with how many, and by which chance. The variables <c>SOAK_MONTHS</c>, <c>SOAK_CLIENTS</c> and
/// <c>SOAK_SEED</c> ask for more than a build has time for.
/// </summary>
internal sealed record SoakSettings(int Months, int Clients, int Seed)
{
    public static SoakSettings Read() => new(Number("SOAK_MONTHS", 3), Number("SOAK_CLIENTS", 2000), Number("SOAK_SEED", 4));

    /// <summary>As they are given on a command line, to live through the same again.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SOAK_MONTHS={Months} SOAK_CLIENTS={Clients} SOAK_SEED={Seed}");

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
