using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>
/// The exercises that one athlete can do: there is the equipment, no painful area is stressed, the level suits, and they
/// do not avoid it. Worked out once for all who are alike in what it goes by, and found at once for a <see cref="Trainee"/>
/// as long as that object lives.
/// </summary>
internal sealed class ExerciseChoice
{
    private const int MostAlternatives = 3;

    /// <summary>Some 30 kB each.</summary>
    private const int MostShared = 1000;

    private static readonly ConditionalWeakTable<Trainee, ExerciseChoice> Known = [];
    private static readonly ConcurrentDictionary<(EquipmentSet, ExperienceLevel, string), ExerciseChoice> Shared = new();

    private readonly Trainee _trainee;
    private readonly CatalogueIndex _catalogue;
    private readonly bool[] _possible;
    private readonly HashSet<string> _preferred;

    // Filled when asked for; two threads would write the same.
    private readonly IReadOnlyList<Alternative>?[] _alternatives;
    private readonly ConcurrentDictionary<Wish, Exercise[]> _ranked = new();

    private ExerciseChoice(Trainee trainee)
    {
        _trainee = trainee;
        _catalogue = trainee.Equipment.Catalogue;
        _preferred = [.. trainee.Profile.PreferExercises];
        _possible = new bool[_catalogue.Exercises.Count];
        _alternatives = new IReadOnlyList<Alternative>?[_possible.Length];
        HashSet<string> avoided = [.. trainee.Profile.AvoidExercises];
        foreach (var exercise in _catalogue.Exercises)
        {
            // Whoever has a maximum in a lift has learnt it, whatever its level.
            var suits = exercise.Level <= trainee.Profile.Experience || trainee.OneRepMaxes.ContainsKey(exercise.Id);
            _possible[exercise.Number] = suits && !avoided.Contains(exercise.Id)
                && !exercise.StressesAny(trainee.Spare) && trainee.Equipment.Meets(exercise);
        }
    }

    public static ExerciseChoice For(Trainee trainee) => Known.GetValue(trainee, static t => Alike(t));

    /// <summary>A night's athletes are many, what they train with and know is mostly one of a few.</summary>
    private static ExerciseChoice Alike(Trainee trainee)
    {
        var profile = trainee.Profile;
        var rest = string.Join('|',
            string.Join(',', trainee.Spare.Order()), string.Join(',', profile.AvoidExercises.Order(StringComparer.Ordinal)),
            string.Join(',', profile.PreferExercises.Order(StringComparer.Ordinal)), string.Join(',', trainee.OneRepMaxes.Keys.Order(StringComparer.Ordinal)));
        if (Shared.Count >= MostShared)
        {
            Shared.Clear();
        }

        return Shared.GetOrAdd((trainee.Equipment, profile.Experience, rest), static (_, t) => new(t), trainee);
    }

    public bool Possible(Exercise exercise) => _possible[exercise.Number];

    /// <summary>By id or another name, if it is possible.</summary>
    public Exercise? Find(string name) => _catalogue.Find(name) is { } found && Possible(found) ? found : null;

    /// <summary>All that fit the wish, best first; the same order for the same athlete.</summary>
    public IReadOnlyList<Exercise> Ranked(Wish wish) => _ranked.GetOrAdd(wish, Rank);

    /// <summary>Whether the best that fits the wish has a known maximum.</summary>
    public bool Knows(Wish wish) => Ranked(wish) is [var first, ..] && _trainee.OneRepMaxes.ContainsKey(first.Id);

    /// <param name="turn">Which of the best <see cref="Wish.Variety"/>: the same turn gives the same exercise.</param>
    /// <param name="used">Not again; what is picked is added.</param>
    /// <returns>Null where nothing is possible that is not used.</returns>
    public Exercise? Pick(Wish wish, int turn, List<Exercise> used)
    {
        var ranked = _ranked.GetOrAdd(wish, Rank);
        var window = Math.Min(Math.Max(1, wish.Variety), ranked.Length);
        for (var i = 0; i < ranked.Length; i++)
        {
            var exercise = ranked[i < window ? (turn + i) % window : i];
            if (!used.Contains(exercise))
            {
                used.Add(exercise);
                return exercise;
            }
        }

        return null;
    }

    /// <summary>At most three others that do the same work, possible too, each with a reason.</summary>
    public IReadOnlyList<Alternative> AlternativesTo(Exercise exercise) => _alternatives[exercise.Number] ??= [..
        Matching.SubstitutesFor(exercise, _trainee.Equipment, _trainee.Spare, _trainee.Profile.Experience, MostAlternatives + _trainee.Profile.AvoidExercises.Count)
            .Where(s => Possible(s.Exercise))
            .Take(MostAlternatives)
            .Select(s => new Alternative(s.Exercise.Id, s.Exercise.Name, s.Reason))];

    private Exercise[] Rank(Wish wish)
    {
        List<(double Score, Exercise Exercise)> scored = [];
        var named = new Exercise?[wish.Named.Count];
        for (var i = 0; i < named.Length; i++)
        {
            named[i] = _catalogue.Find(wish.Named[i]);
        }

        if (wish.NamedOnly)
        {
            scored.AddRange(named.OfType<Exercise>().Where(Possible).Distinct().Select(e => (Score(e, wish, named, 0), e)));
        }
        else
        {
            for (var place = 0; place < wish.Patterns.Count; place++)
            {
                foreach (var exercise in _catalogue.By(wish.Patterns[place]))
                {
                    if (Possible(exercise) && Fits(exercise, wish))
                    {
                        scored.Add((Score(exercise, wish, named, place), exercise));
                    }
                }
            }
        }

        // By number where the scores are equal, so that the order is the same everywhere.
        scored.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Exercise.Number.CompareTo(b.Exercise.Number));
        return [.. scored.Select(s => s.Exercise)];
    }

    private static bool Fits(Exercise exercise, Wish wish) =>
        (!wish.DisciplineOnly || exercise.Disciplines.Contains(wish.Discipline!))
        && (!wish.MusclesOnly || exercise.Primary.Any(wish.Muscles.Contains))
        && (wish.Timed is not { } timed || exercise.Timed == timed);

    private double Score(Exercise exercise, Wish wish, Exercise?[] named, int place)
    {
        // The places of the named are further apart than level and likeness can make up for; what is not named goes by pattern.
        var preferred = Array.IndexOf(named, exercise);
        var score = preferred < 0 ? -25.0 * place : 100 - (5.0 * preferred);
        score += _preferred.Count > 0 && _preferred.Contains(exercise.Id) ? 120 : 0;
        score += wish.Discipline is { } discipline && exercise.Disciplines.Contains(discipline) ? 15 : 0;
        score += wish.Muscles.Count > 0 && exercise.Primary.Any(wish.Muscles.Contains) ? 12 : 0;
        if (wish.Heavy)
        {
            // What has a known maximum is what the athlete trains, and gives a load in kilograms.
            score += _trainee.OneRepMaxes.ContainsKey(exercise.Id) ? 40 : 0;
            score += (exercise.Loadable ? 12 : 0) + (exercise.Unilateral ? 0 : 5) + (exercise.Timed ? -10 : 0);
        }

        return score - (2 * (_trainee.Profile.Experience - exercise.Level));
    }
}
