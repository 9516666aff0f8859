namespace Platform.Standalone;

/// <summary>Keeps the last lines a server said, to explain a start that failed.</summary>
internal sealed class LastLines
{
    private const int Kept = 30;
    private readonly Queue<string> lines = new();

    internal void Add(string line)
    {
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > Kept)
            {
                lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (lines)
        {
            return string.Join(Environment.NewLine, lines.Where(line => line.Length > 0));
        }
    }
}
