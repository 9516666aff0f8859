namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>The stable names of the rules that a session or plan can break.</summary>
internal static class FaultRules
{
    /// <summary>Something is missing, empty or out of range.</summary>
    public const string Schema = "schema";
    public const string UnknownExercise = "unknown_exercise";

    /// <summary>Warm-up, main parts and cool-down are not in this order, or there is no main part.</summary>
    public const string PartOrder = "part_order";
    public const string Minutes = "minutes";
    public const string NeverDay = "never_day";
    public const string TrainingDay = "training_day";
    public const string Equipment = "equipment";
    public const string Pain = "pain";

    /// <summary>An exercise that the athlete never wants.</summary>
    public const string Avoided = "avoided";

    /// <summary>Heavier than the athlete's known maximum allows for the repetitions and the RPE.</summary>
    public const string LoadLimit = "load_limit";

    /// <summary>Faster than the athlete can run repeats, or than anyone moves in that mode.</summary>
    public const string PaceLimit = "pace_limit";
    public const string HeartRateLimit = "heart_rate_limit";

    /// <summary>What the session says it adds up to is not what its steps add up to.</summary>
    public const string Totals = "totals";

    /// <summary>A figure in a text is nowhere in the steps.</summary>
    public const string TextFigures = "text_figures";

    /// <summary>An alternative that does not exist, does other work, is not possible or hurts.</summary>
    public const string Alternative = "alternative";

    /// <summary>Dates, weeks and days of the week do not go on from the plan's Monday.</summary>
    public const string Dates = "dates";
    public const string RaceDay = "race_day";
    public const string PhaseOrder = "phase_order";

    /// <summary>The taper's volume is not 41–60 % down.</summary>
    public const string Taper = "taper";

    /// <summary>The taper has lost the intensity of the weeks before.</summary>
    public const string TaperIntensity = "taper_intensity";
    public const string WeeklyChange = "weekly_change";
    public const string HardDays = "hard_days";
}
