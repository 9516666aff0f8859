using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Easy continuous work that hurts nothing: to warm up, and to use what is left of a time.</summary>
internal static class Movement
{
    private static readonly BodyArea[] Legs = [BodyArea.Foot, BodyArea.Ankle, BodyArea.Calf, BodyArea.Knee, BodyArea.Hip, BodyArea.Hamstring, BodyArea.Groin];
    private static readonly BodyArea[] Pedalling = [BodyArea.Knee, BodyArea.Hip, BodyArea.Groin, BodyArea.Neck, BodyArea.Wrist];
    private static readonly BodyArea[] Pulling = [BodyArea.Shoulder, BodyArea.Elbow, BodyArea.Wrist, BodyArea.UpperBack, BodyArea.LowerBack, BodyArea.Chest];

    public static bool SparesLegs(Trainee trainee) => Hurts(trainee, Legs);

    /// <summary>The mode, or null where every one would load something that hurts.</summary>
    public static string? EasyMode(Trainee trainee)
    {
        if (!SparesLegs(trainee))
        {
            return trainee.Equipment.Has("rowing-erg") && !Hurts(trainee, Pulling) ? "row" : "walk";
        }

        return trainee.Equipment.Has("stationary-bike") && !Hurts(trainee, Pedalling) ? "bike"
            : trainee.Equipment.Has("ski-erg") && !Hurts(trainee, Pulling) ? "ski_erg"
            : null;
    }

    public static EnduranceStep Easy(string mode, int seconds, int zone, string note) =>
        new(mode, seconds, null, zone, null, null, null, null, null, null, zone == 1 ? 2 : 3, note);

    private static bool Hurts(Trainee trainee, BodyArea[] areas)
    {
        foreach (var area in areas)
        {
            if (trainee.Spare.Contains(area))
            {
                return true;
            }
        }

        return false;
    }
}
