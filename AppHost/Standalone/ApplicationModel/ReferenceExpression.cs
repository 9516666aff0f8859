using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with addresses in it that are not known yet.</summary>
public sealed class ReferenceExpression
{
    private readonly IReadOnlyList<Func<string>> _parts;

    private ReferenceExpression(IReadOnlyList<Func<string>> parts) => _parts = parts;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    internal string Value => _parts.Aggregate(new StringBuilder(), (text, part) => text.Append(part())).ToString();

    [InterpolatedStringHandler]
    public readonly struct ExpressionInterpolatedStringHandler
    {
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) =>
            Parts = new List<Func<string>>((literalLength > 0 ? 1 : 0) + formattedCount);

        internal List<Func<string>> Parts { get; }

        public void AppendLiteral(string value) => Parts.Add(() => value);

        public void AppendFormatted(string? value) => Parts.Add(() => value ?? "");

        public void AppendFormatted(EndpointReference value) => Parts.Add(() => value.Url);
    }
}
