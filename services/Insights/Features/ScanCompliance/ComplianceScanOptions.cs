namespace Platform.Insights.Features.ScanCompliance;

/// <summary>Section <c>ComplianceScan</c>.</summary>
internal sealed record ComplianceScanOptions
{
    /// <summary>An athlete who logged less than this percentage of a week's decided exercises is flagged.</summary>
    public decimal ThresholdPercent { get; init; } = 60;
}
