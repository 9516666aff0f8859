namespace Platform.Delivery.Domain;

/// <content>Answers to a log and to a press, and what notifications say.</content>
internal sealed partial class Texts
{
    public string Logged(string item, string entry) => Fill(Get(), item, entry);
    public string Corrected(string item, string entry, string before) => Fill(Get(), item, entry, before);
    public string LoggedSoFar(int logged, int asked) => Fill(GetPlural(logged), logged, asked);
    public string LoggedAll(int asked) => Fill(GetPlural(asked), asked);
    public string NotLogged(string item) => Fill(Get(), item);

    public string DayClosed => Get();
    public string SomeoneElses => Get();
    public string UnknownButton => Get();
    public string UnknownPost => Get();
    public string UnknownItem => Get();
    public string Paused(string command) => Fill(Get(), command);
    public string NotStored => Get();
    public string UnknownInteraction => Get();
    public string TryAgain => Get();

    public string PushTapToLog => Get();
    public string PushMore(int count) => Fill(GetPlural(count), count);
    public string PushTestTitle => Get();
    public string PushTestBody => Get();
}
