using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Daily;

/// <summary>The day's cardio; by default half an hour of easy movement on days without training.</summary>
internal sealed class CardioRegiment(TimeProvider time) : PlannedEngine<CardioEntry>(time)
{
    private static readonly PlanItem[] Plain = [new("easy-cardio", "", [], [], Minutes: 30)];

    public override string Name => Contracts.Scheduler.Engines.CardioRegiment;

    public override string DropTask => Tasks.DropCardio;

    public override string MissedTask => Tasks.LogMissedCardio;

    protected override CardioEntry Widest => new(CardioEntry.MostMinutes - 0.01m, CardioEntry.MostKm * 1000 - 1, CardioEntry.MostHeartRate);

    protected override IReadOnlyList<PlanItem> Default(bool? trains) => trains == false ? Plain : [];

    protected override string Title(Texts texts) => texts.CardioTitle;

    protected override string Ask(Texts texts) => texts.CardioAsk;

    protected override (string Name, string Detail) DefaultTexts(string itemId, Texts texts) => (texts.EasyCardio, texts.EasyCardioDetail);

    protected override IEnumerable<string> Figures(PlanItem item, Reader reader)
    {
        if (item.Minutes is { } minutes)
        {
            yield return reader.Texts.Minutes(minutes);
        }

        if (item.DistanceM is { } metres)
        {
            yield return reader.Distance(metres);
        }
    }

    protected override Form Form(Item item, CardioEntry? logged, Reader reader) => CardioForm.For(item.Name, logged, reader);

    protected override Reading<CardioEntry> Read(IReadOnlyDictionary<string, string> inputs, Reader reader) => CardioForm.TryRead(inputs, reader);

    protected override string Show(CardioEntry entry, Reader reader) => entry.Show(reader);

    protected override void TellLogged(Demand demand, CardioEntry entry, long version, DateTimeOffset now, Work work) => work.Publish(new CardioLogged(
        demand.UserId, demand.LocalDate, demand.Item.Id, demand.Item.Name, entry.Minutes, entry.DistanceM, entry.AverageHeartRate, version, now));
}
