using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Takes out of the texts what the steps no longer say.</summary>
internal static class TextRepair
{
    public static Session Of(Session session, List<string> changes)
    {
        var kind = WireNames.Of(session.Kind).Replace('_', ' ');
        if (!IsTrue(session.Title, session))
        {
            changes.Add($"“{session.Title}” said what is not in the steps.");
            session = session with { Title = $"{char.ToUpperInvariant(kind[0])}{kind[1..]}, {session.Totals.Minutes} min" };
        }

        if (!IsTrue(session.Purpose, session))
        {
            changes.Add($"“{session.Purpose}” said what is not in the steps.");
            var kept = session.Purpose.Split(". ").Where(sentence => IsTrue(sentence, session)).ToList();
            session = session with { Purpose = kept.Count > 0 ? string.Join(". ", kept) : $"A session of the kind {kind}." };
        }

        var notes = session.Notes.Where(note => IsTrue(note, session)).ToList();
        if (notes.Count < session.Notes.Count)
        {
            changes.Add($"Left out {session.Notes.Count - notes.Count} notes that said what is not in the steps.");
            session = session with { Notes = notes };
        }

        if (session.Parts.Any(part => !IsTrue(part.Name, session)))
        {
            changes.Add("Named parts anew whose names said what is not in their steps.");
            session = session with { Parts = [.. session.Parts.Select(part => IsTrue(part.Name, session) ? part : part with { Name = NameOf(part.Kind) })] };
        }

        return session;
    }

    private static bool IsTrue(string text, Session session)
    {
        var reader = new FigureReader(text);
        while (reader.Next(out var figure))
        {
            if (!figure.OfWeek && !TextFigures.IsIn(figure, session))
            {
                return false;
            }
        }

        return true;
    }

    private static string NameOf(PartKind kind) => kind switch
    {
        PartKind.WarmUp => "Warm-up",
        PartKind.CoolDown => "Cool-down",
        _ => "Main part",
    };
}
