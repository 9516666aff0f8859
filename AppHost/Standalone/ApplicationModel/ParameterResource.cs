using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside the model: configured, or drawn once and kept.</summary>
public sealed class ParameterResource : Resource
{
    private readonly Func<string> _value;

    internal ParameterResource(string name, Func<string> value)
        : base(name) => _value = value;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(_value());

    internal string Value => _value();
}

public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>A random value of letters, digits and special characters, as many of each as asked for.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public override string GetDefaultValue()
    {
        var all = LowerCharacters + UpperCharacters + Digits + (Special ? SpecialCharacters : "");
        var required = RandomNumberGenerator.GetString(LowerCharacters, MinLower)
            + RandomNumberGenerator.GetString(UpperCharacters, MinUpper)
            + RandomNumberGenerator.GetString(Digits, MinNumeric);
        var characters = (required + RandomNumberGenerator.GetString(all, Math.Max(0, MinLength - required.Length))).ToCharArray();
        RandomNumberGenerator.Shuffle(characters.AsSpan());
        return new string(characters);
    }
}
