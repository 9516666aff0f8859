namespace Platform.Delivery.Channels.Discord;

internal static class ComponentTypes
{
    public const int ActionRow = 1;
    public const int Button = 2;
    public const int TextInput = 4;
    public const int Label = 18;
}
