using Platform.Gateway.Domain;

namespace Platform.Gateway.Features.SeedOperator;

/// <summary>The operator's account (<c>Identity:Operator</c>). Without both values there is none.</summary>
internal sealed class OperatorOptions
{
    public const string Section = "Identity:Operator";

    public string? Email { get; set; }

    public string? Password { get; set; }

    public bool IsGiven => !string.IsNullOrEmpty(Email) || !string.IsNullOrEmpty(Password);

    /// <summary>What is wrong, naming the setting; never what it holds.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsGiven)
        {
            yield break;
        }

        if (!AccountRules.IsEmail(Email))
        {
            yield return $"{Section}:Email: give an e-mail address.";
        }

        foreach (var fault in AccountRules.FaultsOfPassword("Password", Email, Password))
        {
            yield return $"{Section}:Password: {fault.Message}";
        }
    }
}
