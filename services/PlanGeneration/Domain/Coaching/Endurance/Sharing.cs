namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>Shares minutes out over days by weight, none above its bound; what is over goes to those that still have room.</summary>
internal static class Sharing
{
    /// <returns>What no day had room for.</returns>
    public static double Of(IReadOnlyList<Slot> slots, Func<Slot, double> weight, Func<Slot, int> most, double minutes)
    {
        List<Slot> open = [.. slots];
        while (open.Count > 0 && minutes > 0)
        {
            var weights = 0.0;
            foreach (var slot in open)
            {
                weights += weight(slot);
            }

            var unit = minutes / weights;
            var full = open.FindAll(s => most(s) <= unit * weight(s));
            if (full.Count == 0)
            {
                foreach (var slot in open)
                {
                    slot.Main = (int)Math.Round(unit * weight(slot));
                }

                return 0;
            }

            foreach (var slot in full)
            {
                slot.Main = most(slot);
                minutes -= slot.Main;
                open.Remove(slot);
            }
        }

        return Math.Max(0, minutes);
    }
}
