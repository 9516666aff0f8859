using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed class ReaderTests
{
    private static readonly Reader Pounds = new("en", WeightUnit.Lb);

    [Fact]
    public void Every_weight_that_may_be_typed_in_pounds_is_shown_again_as_it_was_typed()
    {
        for (var lb = 0m; lb <= Weights.MostLb(TopSetRules.MostKg); lb += Weights.LbStep)
        {
            var kg = Weights.ToKg(lb);
            decimal.Round(kg, 2).ShouldBe(kg);
            kg.ShouldBeInRange(0, TopSetRules.MostKg);
            Weights.ToLb(kg).ShouldBe(lb);
        }
    }

    [Fact]
    public void Every_distance_that_may_be_typed_in_miles_is_shown_again_as_it_was_typed()
    {
        for (var miles = 0m; miles <= 621; miles += 0.01m)
        {
            Distances.ToMiles(Distances.ToMetres(miles)).ShouldBe(miles);
        }
    }

    [Fact]
    public void The_limits_in_pounds_are_the_steps_inside_those_in_kilograms()
    {
        Weights.MostLb(1000).ShouldBe(2204.6m);
        Weights.LeastLb(20).ShouldBe(44.1m);
        Weights.ToKg(Weights.LeastLb(20)).ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void A_weight_reads_in_the_persons_unit_and_language()
    {
        Reader.Default.Weight(82.5m).ShouldBe("82.5 kg");
        Pounds.Weight(81.65m).ShouldBe("180 lb");
        new Reader("fr", WeightUnit.Kg).Weight(82.5m).ShouldBe("82,5\u00A0kg");
        new TopSet(0, 12).Show(Reader.Default).ShouldBe("body weight × 12");
        Pounds.Distance(5000).ShouldBe("3.11 mi");
        Reader.Default.Distance(5125).ShouldBe("5.125 km");
    }

    [Fact]
    public void A_single_repetition_is_estimated_by_Epley_up_to_ten()
    {
        decimal.Round(OneRepMax.Estimate(new(100, 5))!.Value, 2).ShouldBe(116.67m);
        decimal.Round(OneRepMax.Estimate(new(100, 10))!.Value, 2).ShouldBe(133.33m);
        OneRepMax.Estimate(new(100, 1)).ShouldBe(100);
        OneRepMax.Estimate(new(100, 11)).ShouldBeNull();
        OneRepMax.Estimate(new(0, 5)).ShouldBeNull();
        new LastTopSet(new(100, 5), new(2026, 11, 15)).Show(Reader.Default).ShouldBe("last top set: 100 kg × 5 on 15 Nov 2026 (e1RM 116.5 kg)");
        new LastTopSet(new(100, 12), new(2026, 11, 15)).Show(Reader.Default).ShouldBe("last top set: 100 kg × 12 on 15 Nov 2026");
    }
}
