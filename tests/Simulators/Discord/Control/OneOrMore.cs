using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.DiscordSimulator.Control;

/// <summary>A body that is a list, or the one item of it.</summary>
[JsonConverter(typeof(OneOrMoreConverter))]
internal sealed record OneOrMore<T>(IReadOnlyList<T> Items);

internal sealed class OneOrMoreConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(OneOrMore<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<OneOrMore<T>>
    {
        public override OneOrMore<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.StartArray
                ? new OneOrMore<T>(JsonSerializer.Deserialize<T[]>(ref reader, options)!)
                : new OneOrMore<T>([JsonSerializer.Deserialize<T>(ref reader, options)!]);

        public override void Write(Utf8JsonWriter writer, OneOrMore<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Items, options);
    }
}
