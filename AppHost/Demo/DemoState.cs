using System.Text.Json;

namespace Platform.Demo;

/// <summary>What a demo leaves for the next one on the same data.</summary>
/// <param name="Date">The date that is lived.</param>
/// <param name="PostsBefore">The posts that were there before.</param>
/// <param name="Refused">How many answers each athlete saw refused.</param>
internal sealed record DemoState(DateOnly Date, IReadOnlyList<string> PostsBefore, Dictionary<string, int> Refused)
{
    public static DemoState? Read(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<DemoState>(File.ReadAllText(file)) : null;

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this));
}
