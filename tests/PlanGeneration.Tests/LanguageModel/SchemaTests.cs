extern alias simulator;

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.LanguageModel;
using simulator::Platform.LanguageModelSimulator;

namespace Platform.PlanGeneration.Tests.LanguageModel;

public sealed class SchemaTests
{
    private const string Schema =
        """
        {"type":"object","additionalProperties":false,"required":["kind","sets","note"],"properties":{
          "kind":{"type":"string","enum":["run","lift"]},
          "sets":{"type":"array","minItems":1,"maxItems":3,"items":{"$ref":"#/$defs/set"}},
          "note":{"anyOf":[{"type":"string","pattern":"^[a-z ]+$","maxLength":10},{"type":"null"}]}},
         "$defs":{"set":{"type":"object","additionalProperties":false,"required":["reps","loadKg"],"properties":{
           "reps":{"type":"integer","minimum":1,"maximum":30},"loadKg":{"type":["number","null"],"exclusiveMinimum":0}}}}}
        """;

    [Theory]
    [InlineData("""{"kind":"lift","sets":[{"reps":5,"loadKg":62.5},{"reps":5,"loadKg":null}],"note":"slow down"}""", "")]
    [InlineData("""{"kind":"run","sets":[{"reps":5.0,"loadKg":null}],"note":null}""", "")]
    [InlineData("""[]""", "$: must be object")]
    [InlineData("""{"kind":"swim","sets":[],"note":null}""", "$.kind: must be one of \"run\", \"lift\"|$.sets: must have at least 1 items")]
    [InlineData("""{"kind":"run","sets":[{"reps":0,"loadKg":0}],"note":null}""", "$.sets[0].reps: lies outside its limits (minimum 1, maximum 30)|$.sets[0].loadKg: lies outside its limits (exclusiveMinimum 0)")]
    [InlineData("""{"kind":"run","sets":[{"reps":1.5,"loadKg":"5"}],"note":7}""", "$.sets[0].reps: must be integer|$.sets[0].loadKg: must be number or null|$.note: has none of the forms that are allowed here")]
    [InlineData("""{"kind":"run","sets":[{"reps":1}],"extra":1}""", "$.note: is missing|$.sets[0].loadKg: is missing|$: has a property that the schema does not know")]
    [InlineData("""{"kind":"run","sets":[{"reps":1,"loadKg":1},{},{},{}],"note":"Shout"}""", "$.sets: must have at most 3 items|$.note: has none of the forms that are allowed here")]
    public void Every_fault_is_named_with_its_path(string answer, string faults) =>
        AnswerSchema.Faults(JsonSerializer.Deserialize<JsonElement>(Schema), JsonSerializer.Deserialize<JsonElement>(answer))
            .ShouldBe(faults.Split('|', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task The_simulator_answers_well_by_itself()
    {
        await using var server = await LanguageModelServer.StartAsync();

        var answer = await ReadAsync(await PostAsync(server, Schema), HttpStatusCode.OK);

        var content = answer["choices"]![0]!["message"]!["content"]!.GetValue<string>();
        AnswerSchema.Faults(JsonSerializer.Deserialize<JsonElement>(Schema), JsonSerializer.Deserialize<JsonElement>(content)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"array","items":{}}""", "type 'object'")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", "additionalProperties")]
    [InlineData("""{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string"}},"required":[]}""", "Missing 'a'")]
    [InlineData("""{"type":"object","additionalProperties":false,"properties":{"a":{"allOf":[]}},"required":["a"]}""", "allOf")]
    public async Task The_simulator_refuses_what_the_real_api_refuses_of_a_strict_schema(string schema, string reason)
    {
        await using var server = await LanguageModelServer.StartAsync();
        var refusal = await ReadAsync(await PostAsync(server, schema), HttpStatusCode.BadRequest);
        refusal["error"]!["message"]!.GetValue<string>().ShouldContain(reason);
    }

    [Fact]
    public async Task The_simulator_lets_in_its_key_and_model_only()
    {
        await using var server = await LanguageModelServer.StartAsync(
            new Dictionary<string, string?> { ["Simulator:ApiKey"] = "right", ["Simulator:Model"] = "small" });
        await ReadAsync(await PostAsync(server, Schema, "wrong"), HttpStatusCode.Unauthorized);
        await ReadAsync(await PostAsync(server, Schema, "right", "large"), HttpStatusCode.NotFound);
        await ReadAsync(await PostAsync(server, Schema, "right", "small"), HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_simulator_is_programmed_and_questioned_over_http()
    {
        await using var server = await LanguageModelServer.StartAsync();
        await ReadAsync(await server.Control.PutAsJsonAsync("answers/session", new { kind = "run", sets = new[] { new { reps = 3, loadKg = 5 } }, note = (string?)null }), HttpStatusCode.NoContent);
        await ReadAsync(await server.Control.PostAsJsonAsync("behaviours", new[] { new { mode = "error", status = 502, contains = "marker-1" } }), HttpStatusCode.OK);
        await ReadAsync(await server.Control.PostAsJsonAsync("behaviours", new[] { new { mode = "slow", delayMs = -1 } }), HttpStatusCode.BadRequest);

        (await ReadAsync(await PostAsync(server, Schema), HttpStatusCode.OK))["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldContain("\"reps\":3");
        await ReadAsync(await PostAsync(server, Schema, text: "for marker-1"), HttpStatusCode.BadGateway);
        await ReadAsync(await PostAsync(server, Schema, text: "for marker-1"), HttpStatusCode.OK);

        (await ReadAsync(await server.Control.GetAsync("requests?contains=marker-1"), HttpStatusCode.OK)).AsArray().Count.ShouldBe(2);
        await ReadAsync(await server.Control.PostAsync("reset", null), HttpStatusCode.NoContent);
        server.Requests.ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> PostAsync(
        LanguageModelServer server, string schema, string key = "any", string model = "any", string text = "hello")
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return await client.PostAsJsonAsync($"{server.Endpoint}/chat/completions", new
        {
            model,
            messages = new[] { new { role = "user", content = text } },
            response_format = new { type = "json_schema", json_schema = new { name = "session", strict = true, schema = JsonNode.Parse(schema) } },
        });
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
