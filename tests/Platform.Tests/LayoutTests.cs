using System.Text.RegularExpressions;
using System.Xml.Linq;
using Platform.Testing;

namespace Platform.Tests;

/// <summary>The rules of the layout that a compiler does not know.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Services = ["PlanGeneration", "Scheduler", "Delivery", "WearableSync", "Insights"];

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_references_only_the_contracts_and_the_defaults(string service)
    {
        var project = XDocument.Load(Path.Combine(Checkout.Root, "services", service, $"{service}.csproj"));

        project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!))
            .ShouldBe(["Contracts", "ServiceDefaults"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_feature_does_not_reach_into_another(string service)
    {
        var features = Path.Combine(Checkout.Root, "services", service, "Features");
        var reaches =
            from feature in Directory.EnumerateDirectories(features)
            let own = Path.GetFileName(feature)
            from file in Directory.EnumerateFiles(feature, "*.cs", SearchOption.AllDirectories)
            from Match match in FeatureName().Matches(File.ReadAllText(file))
            where match.Groups["service"].Value == service && match.Groups["feature"].Value != own
            select $"{own}/{Path.GetFileName(file)} uses {match.Groups["feature"].Value}";

        reaches.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void The_domain_reads_no_clock_and_no_database(string service)
    {
        var domain = Path.Combine(Checkout.Root, "services", service, "Domain");
        var impure = Sources(domain).Where(file => Impure().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        impure.ShouldBeEmpty();
    }

    [Fact]
    public void Program_files_stay_short()
    {
        Services.Select(service => Path.Combine(Checkout.Root, "services", service, "Program.cs"))
            .Append(Path.Combine(Checkout.Root, "gateway", "Program.cs"))
            .Where(file => File.ReadAllLines(file).Length > 30).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_too_long_to_hold_in_mind() =>
        Sources(Checkout.Root).Where(file => File.ReadLines(file).Count() > 400).Select(Path.GetFileName).ShouldBeEmpty();

    [Fact]
    public void Folders_are_named_for_what_they_are_about() =>
        Sources(Checkout.Root).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
            .Intersect(["Helpers", "Utils", "Common", "Managers", "Misc"]).ShouldBeEmpty();

    public static TheoryData<string> ServiceNames => [.. Services];

    private static IEnumerable<string> Sources(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"Platform\.(?<service>\w+)\.Features\.(?<feature>\w+)")]
    private static partial Regex FeatureName();

    [GeneratedRegex(@"TimeProvider|GetUtcNow|Npgsql|Dapper|HttpClient|ServiceDefaults\.Data")]
    private static partial Regex Impure();
}
