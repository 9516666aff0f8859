namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>What the body does. A substitute keeps it.</summary>
internal enum MovementPattern
{
    Squat,
    Hinge,
    Lunge,
    HorizontalPush,
    VerticalPush,
    HorizontalPull,
    VerticalPull,
    Carry,
    Core,
    Rotation,
    ElbowFlexion,
    ElbowExtension,
    ShoulderIsolation,
    ChestIsolation,
    LegIsolation,
    HipIsolation,
    CalfRaise,
    Grip,
    Neck,
    Jump,
    Throw,
    OlympicLift,

    /// <summary>Getting from here to there, or as if: run, row, ski-erg, bike, swim, sled.</summary>
    Locomotion,
    Mobility,

    /// <summary>Handstands, levers and other positions that are learnt.</summary>
    Skill,
    Combat,
}

internal enum Muscle
{
    Quadriceps,
    Hamstrings,
    Glutes,
    Calves,
    Adductors,
    Abductors,
    Abdominals,
    Obliques,
    LowerBack,
    MiddleBack,
    Lats,
    Traps,
    Shoulders,
    Chest,
    Biceps,
    Triceps,
    Forearms,
    Neck,
}

/// <summary>Where an athlete says that it hurts.</summary>
internal enum BodyArea
{
    Neck,
    Shoulder,
    Elbow,
    Wrist,
    UpperBack,
    LowerBack,
    Hip,
    Groin,
    Knee,
    Ankle,
    Foot,
    Hamstring,
    Calf,
    Chest,
    Abdomen,
}

/// <summary>In ascending order: what suits one suits those above.</summary>
internal enum ExperienceLevel
{
    Beginner,
    Intermediate,
    Advanced,
}

internal enum PlaceType
{
    Home,
    Gym,
    Outdoor,
}
