namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Collects faults below one path. Nothing is made until there is a fault: sound plans are checked by the thousand.</summary>
internal sealed class FaultList(string path)
{
    private List<PlanFault>? _found;

    public IReadOnlyList<PlanFault> Found => _found ?? (IReadOnlyList<PlanFault>)[];

    public int Count => _found?.Count ?? 0;

    /// <summary>What the paths of the next faults begin with: days of a plan, one after the other.</summary>
    public string Path { get; set; } = path;

    /// <summary>The day of the plan that is looked at; null for a session by itself.</summary>
    public int? Day { get; set; }

    /// <param name="at">Below the path; empty for the thing itself.</param>
    public void Add(string at, string rule, string reason)
    {
        var before = Day is { } day ? $"{Path}days[{day}].session" : Path;
        (_found ??= []).Add(new(before.Length == 0 ? at : at.Length == 0 ? before : $"{before}.{at}", rule, reason));
    }
}

/// <summary>Where a step is.</summary>
internal readonly record struct StepPlace(int Part, int Step)
{
    public string Path => $"parts[{Part}].steps[{Step}]";

    public string Of(string member) => $"{Path}.{member}";
}
