namespace Platform.Contracts.WearableSync;

/// <summary>
/// The full state of an activity that a wearable or an uploaded file recorded. A later version replaces an earlier one;
/// copies of one activity from several providers are one activity here.
/// </summary>
/// <param name="Source">Where it came from, such as <c>garmin</c>, <c>polar</c>, <c>file</c>: what may be done with the data depends on it.</param>
/// <param name="Sport">
/// snake_case, whatever the provider calls it: <c>running</c>, <c>trail_running</c>, <c>treadmill_running</c>, <c>walking</c>,
/// <c>hiking</c>, <c>cycling</c>, <c>indoor_cycling</c>, <c>swimming</c>, <c>open_water_swimming</c>, <c>rowing</c>, <c>ski_erg</c>,
/// <c>triathlon</c>, <c>strength</c>, <c>functional</c>, <c>hiit</c>, <c>hyrox</c>, <c>cardio</c>, <c>yoga</c>, <c>pilates</c>,
/// <c>mobility</c>, <c>boxing</c>, or another; <c>other</c> where it is not known.
/// </param>
/// <param name="StartedAt">With the athlete's offset at that time and place.</param>
/// <param name="LocalDate">The athlete's date at the start, as the provider has it.</param>
/// <param name="DurationSeconds">Moving time where the provider tells it, else elapsed time.</param>
/// <param name="DistanceM">Null where there is none; so with each figure that follows.</param>
/// <param name="AverageHeartRate">Beats per minute.</param>
/// <param name="Deleted">True where the athlete or the provider took it back.</param>
public sealed record ActivitySynced(
    Guid UserId, Guid ActivityId, long Version, string Source, string Sport, DateTimeOffset StartedAt, DateOnly LocalDate,
    int DurationSeconds, int? DistanceM, int? AverageHeartRate, int? MaxHeartRate, int? ElevationGainM, bool Deleted,
    DateTimeOffset SyncedAt);
