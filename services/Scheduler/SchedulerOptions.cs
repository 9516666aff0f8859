using System.Globalization;
using Microsoft.Extensions.Options;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;
using Quartz;

namespace Platform.Scheduler;

/// <summary>Settings under <c>Scheduler</c>, read once at start.</summary>
internal sealed record SchedulerOptions
{
    /// <summary>The engines that exist in this installation; tasks of others are not dispatched.</summary>
    public IReadOnlyList<string> Engines { get; init; } =
        [Contracts.Scheduler.Engines.Regenerate, Contracts.Scheduler.Engines.TrainingDispatcher, Contracts.Scheduler.Engines.ComplianceScan];

    /// <summary>Whether an operator may run the clock ahead. For development and tests.</summary>
    public bool AllowSimulation { get; init; }

    /// <summary>Clients in one message and one transaction, 1 to 500.</summary>
    public int PageSize { get; init; } = 500;

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
            PageSize = ReadValue(section, nameof(PageSize), "a whole number from 1 to 500", defaults.PageSize, text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 500 ? value : null, faults),
            PollInterval = ReadValue(section, nameof(PollInterval), "a time span from 00:00:00.050 to 00:01:00", defaults.PollInterval, text =>
                TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
                && value >= TimeSpan.FromMilliseconds(50) && value <= TimeSpan.FromMinutes(1) ? value : null, faults),
            Heartbeats = ReadValue(section, nameof(Heartbeats), "true or false", defaults.Heartbeats, text =>
                bool.TryParse(text, out var value) ? value : null, faults),
            RescueCron = ReadCron(section, nameof(RescueCron), defaults.RescueCron, faults),
            RetellCron = ReadCron(section, nameof(RetellCron), defaults.RetellCron, faults),
            KeepCron = ReadCron(section, nameof(KeepCron), defaults.KeepCron, faults),
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
        foreach (var unknown in engines.Where(e => !TaskTable.KnownEngines.Contains(e)))
        {
            faults.Add($"Scheduler:Engines names '{unknown}', which no task is for (known: {string.Join(", ", TaskTable.KnownEngines.Order())})");
        }

        return engines;
    }

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
