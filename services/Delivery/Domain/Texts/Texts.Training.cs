namespace Platform.Delivery.Domain;

/// <content>What training posts, their form and their closing message say.</content>
internal sealed partial class Texts
{
    public string TrainingSubtitle(string date, string block, int day) => Fill(Get(), date, block, day);
    public string TrainingAsk => Get();
    public string AskAllLogged => Get();
    public string AskDayClosed => Get();
    public string UnnamedExercise => Get();
    public string Rpe(string rpe) => Fill(Get(), rpe);
    public string Rest(string time) => Fill(Get(), time);
    public string LastTopSet(string set, string date) => Fill(Get(), set, date);
    public string LastTopSetWithEstimate(string set, string date, string estimate) => Fill(Get(), set, date, estimate);
    public string NoTopSetYet => Get();
    public string TopSet(string weight, int reps) => Fill(Get(), weight, reps);
    public string BodyWeight => Get();
    public string Missed => Get();
    public string TopSetFormWeight(string unit) => Fill(Get(), unit);
    public string TopSetFormWeightHint(string example) => Fill(Get(), example);
    public string TopSetFormReps => Get();
    public string TopSetFormRepsHint(int example) => Fill(Get(), example);

    public string ClosingTitle(string name) => Fill(Get(), name);
    public string ClosingNone => Get();
    public string EncourageAll => Get();
    public string EncourageSome => Get();
    public string EncourageNone => Get();
}
