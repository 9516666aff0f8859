using System.Text.Json;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Daily;

/// <summary>
/// Meals and cardio: what a person's template has for the date, or the plain default. A template that is gone or cannot be
/// read raises a job card, and the default is sent meanwhile.
/// </summary>
internal abstract class PlannedEngine<TEntry>(TimeProvider time) : DailyEngine<TEntry>
    where TEntry : class
{
    /// <summary>What is sent where nobody has assigned a plan; empty: nothing that day.</summary>
    /// <param name="trains">Whether it is a training day of the person's; null: not known.</param>
    protected abstract IReadOnlyList<PlanItem> Default(bool? trains);

    protected abstract string Title(Texts texts);

    protected abstract string Ask(Texts texts);

    /// <summary>The texts of an item of the default.</summary>
    protected abstract (string Name, string Detail) DefaultTexts(string itemId, Texts texts);

    /// <summary>What is planned, in figures.</summary>
    protected abstract IEnumerable<string> Figures(PlanItem item, Reader reader);

    /// <summary>The widest that an entry can read.</summary>
    protected abstract TEntry Widest { get; }

    public override async Task<IReadOnlyDictionary<Guid, Prepared>> PrepareAsync(DateOnly localDate, Guid[] users, Work work, CancellationToken ct)
    {
        var rows = await work.QueryAsync<Row>(
            """
            SELECT u.user_id, a.template_id, t.name, t.items::text AS items, p.schedule_days >> @day & 1 = 1 AS trains
            FROM unnest(@users) AS u (user_id)
            LEFT JOIN athletes p ON p.user_id = u.user_id
            LEFT JOIN template_assignments a ON a.user_id = u.user_id AND a.engine = @Name
            LEFT JOIN templates t ON t.id = a.template_id AND t.engine = @Name
            """,
            new { users, Name, day = (int)localDate.DayOfWeek }, ct);
        Dictionary<Guid, Prepared> prepared = [];
        foreach (var row in rows)
        {
            if (PlanOf(row, localDate, work) is { Items.Count: > 0 } plan)
            {
                prepared[row.UserId] = new([.. Split(plan, localDate)]);
            }
        }

        return prepared;
    }

    public override IReadOnlyList<Item> Items(string content)
    {
        var plan = DailyPlan.Read(content);
        return [.. plan.Items.Select(i => new Item(i.Id, NameOf(plan, i, Texts.For(Texts.Languages[0]))))];
    }

    protected override Post Describe(Shown shown, Func<string, string?> logged)
    {
        var (plan, texts) = (DailyPlan.Read(shown.Content), shown.Reader.Texts);
        return new(
            Title(texts), plan.Name is { } name ? $"{texts.LongDate(shown.LocalDate)} · {name}" : texts.LongDate(shown.LocalDate), null,
            shown.IsClosed ? texts.AskDayClosed : plan.Items.All(i => logged(i.Id) is not null) ? texts.AskAllLogged : Ask(texts),
            [.. plan.Items.Select(item => Shape(plan, item, logged(item.Id), shown))],
            shown.Part, shown.Parts, shown.IsQuiet);
    }

    protected override Item AsRead(Demand demand) =>
        DailyPlan.Read(demand.Content).Name is null ? demand.Item with { Name = DefaultTexts(demand.Item.Id, demand.Reader.Texts).Name } : demand.Item;

    private PostItem Shape(DailyPlan plan, PlanItem item, string? logged, Shown shown)
    {
        var texts = shown.Reader.Texts;
        IEnumerable<string> lines = plan.Name is null ? [DefaultTexts(item.Id, texts).Detail] : item.Details;
        IEnumerable<string> missed = logged is null && shown.IsClosed ? [texts.Missed] : [];
        return new(item.Id, NameOf(plan, item, texts), [.. Figures(item, shown.Reader), .. lines, .. missed], Logged: logged, State: StateOf(logged, shown.IsClosed));
    }

    private string NameOf(DailyPlan plan, PlanItem item, Texts texts) => plan.Name is null ? DefaultTexts(item.Id, texts).Name : item.Name;

    private DailyPlan PlanOf(Row row, DateOnly localDate, Work work)
    {
        if (row.TemplateId is not { } template)
        {
            return new(null, Default(row.Trains));
        }

        try
        {
            if (row is { Name: { } name, Items: { } items })
            {
                return new(name, [.. DailyPlan.ReadItems(items).Where(i => i.IsOn(localDate))]);
            }
        }
        catch (JsonException)
        {
            // Told like one that is gone.
        }

        work.Publish(new RaiseJobCard(row.UserId, JobCardKinds.InvalidTemplate, Name,
            $"The plan {template} that is assigned is gone or cannot be read; the default is sent meanwhile. Assign another.", time.GetUtcNow()));
        return new(null, Default(row.Trains));
    }

    // As wide as it can become for anyone: what is split once stays split.
    private IEnumerable<string> Split(DailyPlan plan, DateOnly localDate)
    {
        var content = plan.Write();
        var widest = EveryReader.SelectMany(reader => new[] { true, false }.Select(isLogged => Describe(
            new(Guid.Empty, Guid.Empty, localDate, DeliveryKind.Drop, 0, 1, content, reader, IsClosed: !isLogged, IsQuiet: false),
            _ => isLogged ? Show(Widest, reader) : null)));
        return DiscordMessage.Split([.. widest]).Select(part => (plan with { Items = [.. plan.Items.Take(part)] }).Write());
    }

    private sealed record Row
    {
        public Guid UserId { get; init; }
        public Guid? TemplateId { get; init; }
        public string? Name { get; init; }
        public string? Items { get; init; }
        public bool? Trains { get; init; }
    }
}
