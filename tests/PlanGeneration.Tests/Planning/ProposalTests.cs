using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Tests.Planning;

/// <summary>Plans whose weeks somebody else than the coach arranges.</summary>
public sealed class ProposalTests
{
    private static readonly PlanOrder Order = Enumerable.Range(0, 1000).Select(n => RandomAthletes.Order(n, Specialisation.Endurance))
        .First(o => o is { Weeks: >= 8 and <= 16, Target.Format: not null } && o.Trainee.TrainingDays.ToList().Count >= 4);

    private static readonly PlanMenu Menu = PlanMenu.Of(Order);

    [Fact]
    public void The_coachs_own_layout_as_a_proposal_is_sound_for_every_coach_and_makes_plans_without_fault()
    {
        foreach (var coach in Coaches.All)
        {
            for (var number = 0; number < 12; number++)
            {
                var order = RandomAthletes.Order(number, coach.Specialisation);
                var menu = PlanMenu.Of(order);
                var proposal = LayoutOf(menu, order);
                // A coach may sharpen more than half of a short week; a proposal may not.
                if (ProposalRules.Check(proposal, menu, order).Count > 0)
                {
                    continue;
                }

                var plan = Planner.Build(order, new ProposedWeeks(coach, menu, proposal));
                plan.Weeks.ShouldBe(menu.Weeks);
                plan.Days.Count.ShouldBe(7 * order.Weeks);
                plan.Days.Where(d => d.Session is not null && d.Date != order.Target.RaceDate)
                    .ShouldAllBe(d => order.Trainee.TrainingDays.Contains(d.Date.DayOfWeek));
            }
        }
    }

    [Fact]
    public void What_is_proposed_is_what_the_weeks_before_the_taper_hold()
    {
        var easy = Menu.Items.First(i => i.Kind == SessionKind.Easy);
        var proposal = LayoutOf(Menu, Order);
        proposal = proposal with { Weeks = [.. proposal.Weeks.Select(w => w with { Days = [.. w.Days.Select(d => d with { Session = easy.Id })] })] };
        ProposalRules.Check(proposal, Menu, Order).ShouldBeEmpty();

        var plan = Planner.Build(Order, new ProposedWeeks(Coaches.For(Order.Target.Coach), Menu, proposal));

        var taper = PlanMenu.TaperStart(plan.Weeks);
        plan.Days.Where(d => d.WeekIndex < taper && d.Session is not null).ShouldAllBe(d => d.Session!.Kind == SessionKind.Easy);
        plan.Days.ShouldContain(d => d.WeekIndex >= taper && d.Session != null && d.Session.Kind == SessionKind.Race);
    }

    [Fact]
    public void Hard_days_side_by_side_do_not_pass_the_validator_or_are_parted()
    {
        var hard = Menu.Items.First(i => i.Kind.IsHard());
        var days = Order.Trainee.TrainingDays.ToList();
        var proposal = LayoutOf(Menu, Order);
        proposal = proposal with
        {
            Weeks = [.. proposal.Weeks.Select(w => w with { Days = [.. days.Select((d, i) => new ProposedDay(WireNames.Of(d), i < 2 ? hard.Id : Easy, 30))] })],
        };
        proposal = proposal with { Weeks = [.. proposal.Weeks.Select(w => w with { Days = [.. w.Days.Select(d => d with { Minutes = Math.Min(30, Order.Trainee.MinutesOn(ProposalRules.DayOf(d.Day)!.Value)) })] })] };

        var plan = Planner.Build(Order, new ProposedWeeks(Coaches.For(Order.Target.Coach), Menu, proposal));

        PlanValidator.Check(plan, Order.Trainee).ShouldNotContain(f => f.Rule == FaultRules.HardDays);
    }

    private static string Easy => Menu.Items.First(i => i.Kind == SessionKind.Easy).Id;

    [Fact]
    public void Every_fault_of_a_proposal_is_named_by_its_path()
    {
        var sound = LayoutOf(Menu, Order);
        ProposalRules.Check(sound, Menu, Order).ShouldBeEmpty();
        var first = sound.Weeks[0];
        var day = first.Days[0];

        Faults(sound with { Strategy = "" }).ShouldContain("strategy");
        Faults(sound with { Strategy = "60 km a week" }).ShouldContain("strategy");
        Faults(sound with { Strategy = "a\nb" }).ShouldContain("strategy");
        Faults(sound with { Weeks = [.. sound.Weeks.Skip(1)] }).ShouldContain("weeks");
        Faults(sound with { Weeks = [first, first, .. sound.Weeks.Skip(2)] }).ShouldContain("weeks[1].index");
        Faults(With(first with { Index = 99 })).ShouldContain("weeks[0].index");
        Faults(With(first with { Days = [] })).ShouldContain("weeks[0].days");
        Faults(With(first with { Days = [day, day] })).ShouldContain("weeks[0].days[1].day");
        Faults(With(first with { Days = [day with { Day = "someday" }] })).ShouldContain("weeks[0].days[0].day");
        Faults(With(first with { Days = [day with { Minutes = 0 }] })).ShouldContain("weeks[0].days[0].minutes");
        Faults(With(first with { Days = [day with { Minutes = 2000 }] })).ShouldContain("weeks[0].days[0].minutes");
        Faults(With(first with { Days = [day with { Session = "swim the channel" }] })).ShouldContain("weeks[0].days[0].session");
        var hard = Menu.Items.First(i => i.Kind.IsHard()).Id;
        Faults(With(first with { Days = [.. first.Days.Select(d => d with { Session = hard })] })).ShouldContain("weeks[0].days");

        PlanProposal With(ProposedWeek week) => sound with { Weeks = [week, .. sound.Weeks.Skip(1)] };
        static IEnumerable<string> Faults(PlanProposal proposal) => ProposalRules.Check(proposal, Menu, Order).Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]);
    }

    internal static PlanProposal LayoutOf(PlanMenu menu, PlanOrder order) => new(
        "Easy volume first, then sharper work.",
        [.. menu.Layout.GroupBy(l => l.WeekIndex).Select(w => new ProposedWeek(
            w.Key, [.. w.Select(d => new ProposedDay(WireNames.Of(d.Day), d.Item, Math.Clamp(d.MainMinutes, 10, order.Trainee.MinutesOn(d.Day))))]))]);
}
