namespace Platform.Delivery.Domain;

/// <content>Slash commands: names and descriptions as Discord lists them, and their answers.</content>
internal sealed partial class Texts
{
    public string CommandToday => Get();
    public string CommandTodayHelp => Get();
    public string CommandLog => Get();
    public string CommandLogHelp => Get();
    public string CommandLast => Get();
    public string CommandLastHelp => Get();
    public string CommandPause => Get();
    public string CommandPauseHelp => Get();
    public string CommandResume => Get();
    public string CommandResumeHelp => Get();
    public string CommandTimeZone => Get();
    public string CommandTimeZoneHelp => Get();
    public string CommandLink => Get();
    public string CommandLinkHelp => Get();
    public string OptionExercise => Get();
    public string OptionExerciseHelp => Get();
    public string OptionWeight => Get();
    public string OptionWeightHelp => Get();
    public string OptionReps => Get();
    public string OptionRepsHelp => Get();
    public string OptionZone => Get();
    public string OptionZoneHelp => Get();
    public string OptionCode => Get();
    public string OptionCodeHelp => Get();

    public string TodayNothing => Get();
    public string TodayNotYet => Get();
    public string TodayMore(int count) => Fill(GetPlural(count), count);
    public string ExerciseNotToday(string typed) => Fill(Get(), typed);
    public string LastTitle(string exercise) => Fill(Get(), exercise);
    public string LastLine(string date, string set) => Fill(Get(), date, set);
    public string LastLineWithEstimate(string date, string set, string estimate) => Fill(Get(), date, set, estimate);
    public string LastNone(string exercise) => Fill(Get(), exercise);
    public string PauseDone(string command) => Fill(Get(), command);
    public string PauseAlready(string command) => Fill(Get(), command);
    public string ResumeDone => Get();
    public string ResumeAlready => Get();
    public string TimeZoneDone(string zone, string localTime) => Fill(Get(), zone, localTime);
    public string TimeZoneSame(string zone, string localTime) => Fill(Get(), zone, localTime);
    public string TimeZoneUnknown(string typed) => Fill(Get(), typed);
    public string LinkDone => Get();
    public string LinkAlready => Get();
    public string LinkTaken => Get();
    public string LinkWrongCode(int minutes) => Fill(Get(), minutes);
    public string LinkTooMany => Get();
    public string NotLinked(string command) => Fill(Get(), command);
}
