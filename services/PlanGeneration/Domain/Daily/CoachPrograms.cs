using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>What a coach's daily sessions belong to, as a block's days belong to the block: one program for each coach.</summary>
internal static class CoachPrograms
{
    private static readonly Dictionary<Specialisation, (Guid Id, string Name)> All = new()
    {
        [Specialisation.Force] = (new("01900000-0000-7000-8000-0000000c0001"), "Strength coach"),
        [Specialisation.Endurance] = (new("01900000-0000-7000-8000-0000000c0002"), "Endurance coach"),
        [Specialisation.Functional] = (new("01900000-0000-7000-8000-0000000c0003"), "Functional coach"),
        [Specialisation.Competitions] = (new("01900000-0000-7000-8000-0000000c0004"), "Competition coach"),
        [Specialisation.Calisthenics] = (new("01900000-0000-7000-8000-0000000c0005"), "Calisthenics coach"),
        [Specialisation.Wellness] = (new("01900000-0000-7000-8000-0000000c0006"), "Wellness coach"),
        [Specialisation.Combat] = (new("01900000-0000-7000-8000-0000000c0007"), "Combat coach"),
        [Specialisation.Sports] = (new("01900000-0000-7000-8000-0000000c0008"), "Sports coach"),
        [Specialisation.Mixed] = (new("01900000-0000-7000-8000-0000000c0009"), "Mixed coach"),
    };

    public static Guid IdOf(Specialisation coach) => All[coach].Id;

    public static string NameOf(Specialisation coach) => All[coach].Name;
}
