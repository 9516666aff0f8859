using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Daily;

/// <summary>The day's meals; by default three plain ones, every day.</summary>
internal sealed class MealDelivery(TimeProvider time) : PlannedEngine<MealEntry>(time)
{
    private static readonly PlanItem[] Plain = [Meal("breakfast"), Meal("lunch"), Meal("dinner")];

    public override string Name => Contracts.Scheduler.Engines.MealDelivery;

    public override string DropTask => Tasks.DropMeals;

    public override string MissedTask => Tasks.LogMissedMeals;

    protected override MealEntry Widest => new(MealEntry.MostPercent);

    protected override IReadOnlyList<PlanItem> Default(bool? trains) => Plain;

    protected override string Title(Texts texts) => texts.MealsTitle;

    protected override string Ask(Texts texts) => texts.MealsAsk;

    protected override (string Name, string Detail) DefaultTexts(string itemId, Texts texts) => itemId switch
    {
        "breakfast" => (texts.Breakfast, texts.BreakfastDetail),
        "lunch" => (texts.Lunch, texts.LunchDetail),
        _ => (texts.Dinner, texts.DinnerDetail),
    };

    protected override IEnumerable<string> Figures(PlanItem item, Reader reader)
    {
        if (item.EnergyKcal is { } energy)
        {
            yield return reader.Texts.Energy(energy);
        }

        if (item.ProteinG is { } protein)
        {
            yield return reader.Texts.Protein(protein);
        }
    }

    protected override Form Form(Item item, MealEntry? logged, Reader reader) => MealForm.For(item.Name, logged, reader);

    protected override Reading<MealEntry> Read(IReadOnlyDictionary<string, string> inputs, Reader reader) => MealForm.TryRead(inputs, reader);

    protected override string Show(MealEntry entry, Reader reader) => entry.Show(reader);

    protected override void TellLogged(Demand demand, MealEntry entry, long version, DateTimeOffset now, Work work) =>
        work.Publish(new MealLogged(demand.UserId, demand.LocalDate, demand.Item.Id, demand.Item.Name, entry.PortionPercent, version, now));

    private static PlanItem Meal(string id) => new(id, "", [], []);
}
