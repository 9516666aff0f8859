using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>The race itself, with a pacing plan.</summary>
internal static class RaceDay
{
    public static Session Build(SessionOrder order)
    {
        var pacing = Pacing.Of(order.Trainee, order.Target);
        var writing = new SessionWriting(Specialisation.Endurance, order.Sport, SessionKind.Race);
        var legs = RaceFormat.Find(order.Target?.Format)?.Legs ?? [];
        writing.Title = Name(order);
        writing.Purpose = order.Target?.GoalSeconds is { } goal
            ? $"The goal is {RaceTime.Text(TimeSpan.FromSeconds(goal))}. The work is done: start with patience, finish with courage."
            : "The work is done: start with patience, finish with courage.";
        if (legs.Count > 0)
        {
            Legs(writing, pacing, legs);
        }
        else
        {
            Splits(writing, pacing, order);
        }

        var longRace = (order.Target?.DistanceM ?? 10_000) > 15_000 || legs.Count > 0;
        writing.Note(longRace
            ? "Warm up with a few minutes of easy jogging and two or three strides; the first kilometres do the rest."
            : "Warm up well: easy jogging, drills and four or five strides, finished shortly before the start.");
        writing.Note("Nothing new today: shoes, clothes, breakfast and drinks that you know.");
        if (longRace)
        {
            writing.Note("Take carbohydrate and fluid from early on, as you practised on the long days.");
        }

        return writing.Done(longRace ? 9 : 9.5m);
    }

    private static string Name(SessionOrder order) => RaceFormat.Find(order.Target?.Format)?.Name is { } name
        ? $"Race: {name}"
        : order.Target?.DistanceM is { } metres ? $"Race: {metres / 1000.0:0.#} km" : "Race";

    // Every 5 km with the time on the clock; every kilometre where the race is short.
    private static void Splits(SessionWriting writing, Pacing pacing, SessionOrder order)
    {
        var mode = Modes.Of(order.Sport);
        if (order.Target?.DistanceM is not { } all)
        {
            writing.Add(PartKind.Main, "The race", pacing.For(mode, Intensity.Race, 3600, "As long as it takes"));
            return;
        }

        var each = mode == Modes.Swim ? Math.Max(100, all / 4) : mode == Modes.Bike ? Math.Max(10_000, all / 5) : all <= 6000 ? 1000 : Math.Max(5000, all / 10 / 5000 * 5000);
        List<Step> steps = [];
        for (var from = 0; from < all; from += each)
        {
            var metres = Math.Min(each, all - from);
            steps.Add(pacing.Over(mode, Intensity.Race, metres, SplitNote(order, pacing, from, from + metres, all)));
        }

        writing.Add(PartKind.Main, "The race, split by split", steps);
    }

    private static string SplitNote(SessionOrder order, Pacing pacing, int from, int to, int all)
    {
        var seconds = order.Target?.GoalSeconds is { } goal
            ? (double)goal * to / all
            : pacing.Race.SecondsPerKm * to / 1000;
        var clock = seconds is { } known ? $"{RaceTime.Text(TimeSpan.FromSeconds(known))} on the clock" : "By feel";
        var how = from == 0 ? "hold back, it must feel too easy"
            : to == all ? "everything that is left"
            : (double)to / all > 0.7 ? "here the race begins: hold the pace"
            : "even, relaxed";
        return $"{clock}: {how}";
    }

    private static void Legs(SessionWriting writing, Pacing pacing, IReadOnlyList<RaceLeg> legs)
    {
        List<Step> steps = [];
        for (var i = 0; i < legs.Count; i++)
        {
            var mode = legs[i].Sport switch { RaceSport.Swimming => Modes.Swim, RaceSport.Cycling => Modes.Bike, _ => Modes.Run };
            steps.Add(pacing.Over(mode, Intensity.Steady, (int)legs[i].DistanceM, mode switch
            {
                Modes.Swim => "Find feet to follow, breathe calmly",
                Modes.Bike => "Even power, eat and drink; spin the last minutes",
                _ => i == 0 ? "Controlled: the day is long" : "Short steps first, then your own rhythm",
            }));
        }

        writing.Add(PartKind.Main, "The race, leg by leg", steps);
    }
}
