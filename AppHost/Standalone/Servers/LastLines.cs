namespace Platform.Standalone;

/// <summary>Keeps the last lines a server said, to explain a start that failed.</summary>
public sealed class LastLines
{
    private const int Kept = 30;
    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines.Where(line => line.Length > 0));
        }
    }
}
