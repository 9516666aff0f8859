using System.Globalization;
using Microsoft.Extensions.Options;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Quartz;

namespace Platform.Scheduler;

internal enum ClockSource
{
    /// <summary>The database's: one for all replicas.</summary>
    Database,

    /// <summary>Each replica's own. For tests, which set it.</summary>
    Process,
}

/// <summary>Settings under <c>Scheduler</c>, read once at start.</summary>
internal sealed record SchedulerOptions
{
    /// <summary>The engines that exist in this installation; tasks of others are not dispatched.</summary>
    public IReadOnlyList<string> Engines { get; init; } = KnownEngines;

    private static readonly string[] KnownEngines =
    [
        Contracts.Scheduler.Engines.Regenerate, Contracts.Scheduler.Engines.CheckInAnalyzer, Contracts.Scheduler.Engines.MealDelivery,
        Contracts.Scheduler.Engines.CardioRegiment, Contracts.Scheduler.Engines.TrainingDispatcher, Contracts.Scheduler.Engines.ComplianceScan,
        Contracts.Scheduler.Engines.HonoursBoard,
    ];

    /// <summary>Whether an operator may run the clock ahead. For development and tests.</summary>
    public bool AllowSimulation { get; init; }

    /// <summary>Whose clock the due instants are held against.</summary>
    public ClockSource Clock { get; init; }

    /// <summary>Clients of a wave that are walked in one transaction, 1 to 50,000. Each message holds at most 500 of them.</summary>
    public int StrideSize { get; init; } = 5000;

    /// <summary>Strides that a replica walks side by side, 1 to 16.</summary>
    public int Walkers { get; init; } = 2;

    /// <summary>How many clients a second are dispatched of what is late, by all replicas together: 1 to 1,000,000.</summary>
    public int CatchUpPerSecond { get; init; } = 5000;

    /// <summary>How often the scheduler looks for what has become due, 50 ms to 60 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether this replica takes part in firing the heartbeats.</summary>
    public bool Heartbeats { get; init; } = true;

    /// <summary>When runs that nobody answered are rescued: Quartz cron text, UTC.</summary>
    public string RescueCron { get; init; } = "0 * * * * ?";

    /// <summary>When the waves are told anew: Quartz cron text, UTC.</summary>
    public string RetellCron { get; init; } = "0 7 * * * ?";

    /// <summary>
    /// When what is old is deleted: Quartz cron text, UTC. 18:30 is late morning in the Americas, evening in Europe and
    /// night in most of Asia: few are woken, trained or put to bed then.
    /// </summary>
    public string KeepCron { get; init; } = "0 30 18 * * ?";

    /// <summary>
    /// How long runs and what was sent for them are kept, by their local date: 32 to 3,650 days. Not less, for operators may
    /// have a date of a month ago run again, and what had been done must be known.
    /// </summary>
    public TimeSpan KeepRuns { get; init; } = TimeSpan.FromDays(90);

    /// <exception cref="OptionsValidationException">With every fault that was found.</exception>
    public static SchedulerOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Scheduler");
        var defaults = new SchedulerOptions();
        List<string> faults = [];
        var options = new SchedulerOptions
        {
            Engines = ReadEngines(section.GetSection(nameof(Engines)), faults) ?? defaults.Engines,
            AllowSimulation = ReadValue(section, nameof(AllowSimulation), "true or false", defaults.AllowSimulation, text =>
                bool.TryParse(text, out var value) ? value : null, faults),
            Clock = ReadValue<ClockSource>(section, nameof(Clock), "database or process", defaults.Clock, text => text switch
            {
                "database" => ClockSource.Database,
                "process" => ClockSource.Process,
                _ => null,
            }, faults),
            StrideSize = ReadWhole(section, nameof(StrideSize), 50_000, defaults.StrideSize, faults),
            Walkers = ReadWhole(section, nameof(Walkers), 16, defaults.Walkers, faults),
            CatchUpPerSecond = ReadWhole(section, nameof(CatchUpPerSecond), 1_000_000, defaults.CatchUpPerSecond, faults),
            PollInterval = ReadValue(section, nameof(PollInterval), "a time span from 00:00:00.050 to 00:01:00", defaults.PollInterval, text =>
                TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
                && value >= TimeSpan.FromMilliseconds(50) && value <= TimeSpan.FromMinutes(1) ? value : null, faults),
            Heartbeats = ReadValue(section, nameof(Heartbeats), "true or false", defaults.Heartbeats, text =>
                bool.TryParse(text, out var value) ? value : null, faults),
            RescueCron = ReadCron(section, nameof(RescueCron), defaults.RescueCron, faults),
            RetellCron = ReadCron(section, nameof(RetellCron), defaults.RetellCron, faults),
            KeepCron = ReadCron(section, nameof(KeepCron), defaults.KeepCron, faults),
            KeepRuns = ReadValue(section, nameof(KeepRuns), "a time span from 32.00:00:00 to 3650.00:00:00", defaults.KeepRuns, text =>
                TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
                && value >= TimeSpan.FromDays(32) && value <= TimeSpan.FromDays(3650) ? value : null, faults),
        };
        return faults.Count == 0
            ? options
            : throw new OptionsValidationException("Scheduler", typeof(SchedulerOptions), faults);
    }

    private static string[]? ReadEngines(IConfigurationSection section, List<string> faults)
    {
        if (!section.Exists())
        {
            return null;
        }

        var engines = section.Value is { } list
            ? list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. section.GetChildren().Select(c => c.Value ?? "")];
        foreach (var unknown in engines.Where(e => !KnownEngines.Contains(e)))
        {
            faults.Add($"Scheduler:Engines names '{unknown}', which no task is for (known: {string.Join(", ", KnownEngines.Order())})");
        }

        return engines;
    }

    private static int ReadWhole(IConfigurationSection section, string key, int most, int otherwise, List<string> faults) =>
        ReadValue(section, key, $"a whole number from 1 to {most}", otherwise, text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most ? value : (int?)null, faults);

    private static string ReadCron(IConfigurationSection section, string key, string otherwise, List<string> faults)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (!CronExpression.TryParse(text, out _))
        {
            faults.Add($"Scheduler:{key} is '{text}', expected Quartz cron text such as '{otherwise}': second, minute, hour, day of the month, month, day of the week");
        }

        return text;
    }

    private static T ReadValue<T>(
        IConfigurationSection section, string key, string expected, T otherwise, Func<string, T?> parse, List<string> faults) where T : struct
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        faults.Add($"Scheduler:{key} is '{text}', expected {expected}");
        return otherwise;
    }
}
