extern alias clock;

using System.Diagnostics;
using clock::Platform.Clock;
using Platform.Testing;

namespace Platform.Scheduler.Tests.Zones;

/// <summary>./run clock</summary>
public sealed class ClockCommandTests
{
    [Fact]
    public void Every_date_from_the_first_to_the_last_is_a_line_with_its_instant_in_UTC()
    {
        var lines = Lines("--zone", "Europe/Paris", "--at", "02:30", "--from", "2026-03-01", "--to", "2026-04-05");

        lines.Count.ShouldBe(36);
        lines[0].ShouldBe("2026-03-01  2026-03-01T01:30:00Z");
        lines[^1].ShouldBe("2026-04-05  2026-04-05T00:30:00Z");
        lines[28].ShouldBe("2026-03-29  2026-03-29T01:00:00Z  (gap: 02:30 does not exist there; first valid instant after, 03:00)");
        lines.Count(line => line.Contains('(', StringComparison.Ordinal)).ShouldBe(1);
        lines.Select(line => line[..10]).ShouldBe(Enumerable.Range(0, 36).Select(n => new DateOnly(2026, 3, 1).AddDays(n).ToString("yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("Europe/Paris", "02:30", "2026-10-25", "2026-10-25  2026-10-25T00:30:00Z  (overlap: 02:30 comes twice there; the first)")]
    [InlineData("America/Nuuk", "23:30", "2024-03-30", "2024-03-30  2024-03-31T01:00:00Z  (gap: 23:30 does not exist there; first valid instant after, 00:00 on 2024-03-31)")]
    [InlineData("Pacific/Apia", "07:00", "2011-12-30", "2011-12-30  none                  (left out: there was no such date there; nothing is due)")]
    [InlineData("+05:45", "07:00", "2026-03-29", "2026-03-29  2026-03-29T01:15:00Z")]
    [InlineData("-10:00", "22:00", "2026-03-29", "2026-03-29  2026-03-30T08:00:00Z")]
    // As the Scheduler writes these two down.
    [InlineData("UTC-10:00", "22:00", "2026-03-29", "2026-03-29  2026-03-30T08:00:00Z")]
    [InlineData("UTC-10", "22:00", "2026-03-29", "2026-03-29  2026-03-30T08:00:00Z")]
    [InlineData("UTC", "22:00", "2026-03-29", "2026-03-29  2026-03-29T22:00:00Z")]
    [InlineData("Z", "22:00", "2026-03-29", "2026-03-29  2026-03-29T22:00:00Z")]
    // The local mean time of before there were zones, and the furthest dates.
    [InlineData("Europe/Paris", "12:00", "0001-01-02", "0001-01-02  0001-01-02T11:50:39Z")]
    [InlineData("+14:00", "00:00", "0001-01-02", "0001-01-02  0001-01-01T10:00:00Z")]
    [InlineData("-14:00", "23:59", "9999-12-30", "9999-12-30  9999-12-31T13:59:00Z")]
    public void A_date_is_told_as(string zone, string at, string date, string line) =>
        Lines($"--zone={zone}", "--at", at, "--from", date, $"--to={date}").ShouldBe([line]);

    [Fact]
    public void Nothing_given_is_four_faults() =>
        Faults().ShouldBe(["--zone is missing.", "--at is missing.", "--from is missing.", "--to is missing."]);

    [Fact]
    public void All_faults_are_told_together() =>
        Faults("--zone", "europe/paris", "--at", "24:00", "--from", "2026-02-30", "--to", "--week=3").ShouldBe(
        [
            "'--week' is no option of this command: it takes --zone, --at, --from, --to.",
            "--zone 'europe/paris' is not known: it is spelled Europe/Paris.",
            "--at '24:00' is no time of day: give HH:MM between 00:00 and 23:59, such as 07:00.",
            "--from '2026-02-30' is no date that can be told: give YYYY-MM-DD between 0001-01-02 and 9999-12-30, such as 2026-03-29.",
            "--to has no value: give it one.",
        ]);

    [Theory]
    [InlineData("Mars/Olympus", "07:00", "2026-01-01", "2026-01-01", "--zone 'Mars/Olympus' is not known: give an IANA id")]
    [InlineData("UTC+15", "07:00", "2026-01-01", "2026-01-01", "--zone 'UTC+15' is not known: give an IANA id")]
    [InlineData("*", "07:00", "2026-01-01", "2026-01-01", "--zone '*' is not known")]
    [InlineData("Z", "7", "2026-01-01", "2026-01-01", "--at '7' is no time of day")]
    [InlineData("Z", "07:60", "2026-01-01", "2026-01-01", "--at '07:60' is no time of day")]
    [InlineData("Z", "07:00", "2026-01-02", "2026-01-01", "--to 2026-01-01 lies before --from 2026-01-02: give the earlier date as --from.")]
    [InlineData("Z", "07:00", "2026-01-01", "2046-01-02", "From 2026-01-01 to 2046-01-02 is more than 20 years: ask for --to 2046-01-01 at the latest.")]
    [InlineData("Z", "07:00", "0001-01-01", "0001-01-05", "--from '0001-01-01' is no date that can be told")]
    [InlineData("Z", "07:00", "9999-12-30", "9999-12-31", "--to '9999-12-31' is no date that can be told")]
    [InlineData("Z", "07:00", "12026-01-01", "2026-01-05", "--from '12026-01-01' is no date that can be told")]
    [InlineData("", "07:00", "2026-01-01", "2026-01-01", "--zone has no value: give it one.")]
    public void A_fault_is_one_sentence(string zone, string at, string from, string to, string fault) =>
        Faults("--zone", zone, "--at", at, "--from", from, "--to", to).ShouldHaveSingleItem().ShouldStartWith(fault);

    [Fact]
    public void An_option_given_twice_is_a_fault() =>
        Faults("--zone", "Z", "--at", "07:00", "--at", "08:00", "--from", "2026-01-01", "--to", "2026-01-01").ShouldBe(["--at is given more than once: give it once."]);

    [Fact]
    public async Task Twenty_years_take_less_than_two_seconds_from_the_start_of_the_process_to_its_end()
    {
        // A machine that is busy with other tests may hold up a single run.
        var quickest = TimeSpan.MaxValue;
        for (var run = 0; run < 5 && quickest >= TimeSpan.FromSeconds(2); run++)
        {
            var started = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo(
                "dotnet", [Checkout.Dll("AppHost/Clock", "Clock"), "--zone", "Africa/Casablanca", "--at", "02:30", "--from", "2026-01-01", "--to", "2046-01-01"])
            {
                RedirectStandardOutput = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var took = Stopwatch.GetElapsedTime(started);

            process.ExitCode.ShouldBe(0);
            output.Count(c => c == '\n').ShouldBe(7306);
            quickest = took < quickest ? took : quickest;
        }

        quickest.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static List<string> Lines(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Command.Run(args, output, errors).ShouldBe(0, errors.ToString());
        errors.ToString().ShouldBeEmpty();
        return [.. output.ToString().TrimEnd('\n').Split('\n')];
    }

    /// <summary>What is said before the example that closes it.</summary>
    private static string[] Faults(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Command.Run(args, output, errors).ShouldBe(1);
        output.ToString().ShouldBeEmpty();
        var said = errors.ToString().TrimEnd('\n').Split('\n');
        said[^1].ShouldStartWith("For example: ./run clock --zone");
        return said[..^1];
    }
}
