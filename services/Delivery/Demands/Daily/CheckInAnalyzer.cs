using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Daily;

/// <summary>The morning's check-in: how a person is. Insights says what it means.</summary>
internal sealed class CheckInAnalyzer : DailyEngine<CheckInEntry>
{
    private const string Nothing = "{}";
    private const string ItemId = "check-in";

    public override string Name => Contracts.Scheduler.Engines.CheckInAnalyzer;

    public override string DropTask => Tasks.DropCheckIn;

    public override string MissedTask => Tasks.LogMissedCheckIn;

    public override Task<IReadOnlyDictionary<Guid, Prepared>> PrepareAsync(DateOnly localDate, Guid[] users, Work work, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, Prepared>>(users.ToDictionary(u => u, _ => new Prepared([Nothing])));

    public override IReadOnlyList<Item> Items(string content) => [new(ItemId, Texts.For(Texts.Languages[0]).CheckInItem)];

    protected override Post Describe(Shown shown, Func<string, string?> logged)
    {
        var texts = shown.Reader.Texts;
        var told = logged(ItemId);
        return new(texts.CheckInTitle, texts.LongDate(shown.LocalDate), null, shown.IsClosed ? texts.AskDayClosed : texts.CheckInAsk,
            [new(ItemId, texts.CheckInItem, told is null && shown.IsClosed ? [texts.Missed] : [], Logged: told, State: StateOf(told, shown.IsClosed))],
            Quiet: shown.IsQuiet);
    }

    protected override Form Form(Item item, CheckInEntry? logged, Reader reader) => CheckInForm.For(logged, reader);

    protected override Reading<CheckInEntry> Read(IReadOnlyDictionary<string, string> inputs, Reader reader) => CheckInForm.TryRead(inputs, reader);

    protected override string Show(CheckInEntry entry, Reader reader) => entry.Show(reader);

    protected override void TellLogged(Demand demand, CheckInEntry entry, long version, DateTimeOffset now, Work work) => work.Publish(new CheckInLogged(
        demand.UserId, demand.LocalDate, entry.Mood, entry.Energy, entry.SleepHours, entry.Soreness, entry.WeightKg, version, now));
}
