using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Platform.Contracts.Scheduler;

namespace Platform.Scheduler.Tests.Domain;

public sealed class OptionsTests
{
    private static SchedulerOptions Read(params (string Key, string Value)[] settings) => SchedulerOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"Scheduler:{s.Key}", s => (string?)s.Value)).Build());

    [Fact]
    public void Without_settings_the_engines_that_exist_are_served_and_nobody_moves_the_clock()
    {
        var options = Read();

        options.Engines.ShouldBe(
            [
                Engines.Regenerate, Engines.CheckInAnalyzer, Engines.MealDelivery, Engines.CardioRegiment, Engines.TrainingDispatcher,
                Engines.ComplianceScan, Engines.HonoursBoard,
            ]);
        options.AllowSimulation.ShouldBeFalse();
    }

    [Fact]
    public void Engines_are_a_list_in_one_setting_or_in_several()
    {
        Read(("Engines", "regenerate, meal_delivery")).Engines.ShouldBe(["regenerate", "meal_delivery"]);
        Read(("Engines:0", "regenerate"), ("Engines:1", "meal_delivery")).Engines.ShouldBe(["regenerate", "meal_delivery"]);
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var refusal = Should.Throw<OptionsValidationException>(
            () => Read(("Engines", "regenerate,teleport"), ("StrideSize", "50001"), ("Clock", "sundial"), ("PollInterval", "soon"), ("AllowSimulation", "maybe"),
                ("RescueCron", "every minute"), ("KeepRuns", "13.00:00:00"), ("Heartbeats", "some")));

        foreach (var named in (string[])["'teleport'", "Scheduler:StrideSize is '50001'", "Scheduler:Clock is 'sundial'", "Scheduler:PollInterval is 'soon'", "Scheduler:AllowSimulation is 'maybe'",
            "Scheduler:RescueCron is 'every minute'", "Scheduler:KeepRuns is '13.00:00:00'", "Scheduler:Heartbeats is 'some'"])
        {
            refusal.Message.ShouldContain(named);
        }
    }
}
