namespace Platform.PlanGeneration.Domain.Coaching.Calisthenics;

internal static class CalisthenicsText
{
    public static string Title(string focus, bool recovery)
    {
        var name = focus switch
        {
            "push" => "Push: towards the handstand push-up",
            "pull" => "Pull: towards lever and muscle-up",
            "legs" => "Legs: towards the pistol squat",
            "skill" => "Skills: balance and levers",
            "weighted_pull" or "" => "Weighted pull-ups",
            "weighted_dip" => "Weighted dips",
            "weighted_squat" => "Squats for streetlifting",
            "full_b" => "Whole body B: press and row",
            _ => "Whole body A: pull and push",
        };
        return recovery ? $"{name}, a lighter week" : name;
    }

    public static string Purpose(string focus) => focus switch
    {
        "skill" => "Practise positions while you are fresh: short, perfect holds with long rests teach more than tired ones.",
        "weighted_pull" or "weighted_dip" or "weighted_squat" or "" => "Get stronger in the competition lift, then in what holds it up.",
        "legs" => "Strong single legs, from the rung you own to the one above it.",
        _ => "Climb the progression one honest rung at a time: own it, then move up.",
    };
}
