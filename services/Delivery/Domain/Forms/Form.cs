using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Domain;

/// <summary>Lines to fill in, whatever shows them. At most five; channels cut what is too long for them.</summary>
internal sealed record Form(string Title, IReadOnlyList<FormField> Fields);

/// <param name="Id">What the answer is read by.</param>
/// <param name="Value">What stands in it already; null: nothing.</param>
/// <param name="MaxLength">Of what is typed, in characters.</param>
internal sealed record FormField(string Id, string Label, string Description, string? Value = null, bool Required = true, int MaxLength = 12);

/// <summary>What a filled-in form says: an entry, or everything that is wrong with it.</summary>
internal sealed record Reading<T>(T? Entry, IReadOnlyList<Fault> Faults) where T : class;
