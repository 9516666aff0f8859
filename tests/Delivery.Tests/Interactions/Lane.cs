using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests.Interactions;

/// <summary>
/// One person, what they do one after the other, and what has to be stored of it: a model of the service. Lanes run side
/// by side.
/// </summary>
internal sealed class Lane(int number, Random random, DateTimeOffset now)
{
    /// <summary>In every text that a person makes up: it must not reach a log.</summary>
    public const string Marker = "zq7-private";

    private static readonly string[] Exercises = ["back-squat", "bench-press", "barbell-row"];
    private static readonly string[] Zones = ["Europe/Paris", "Asia/Kathmandu", "America/New_York", "+05:30"];
    private static readonly string[] BadNumbers = ["", "-1", "1e3", "NaN", "1001", "80.555", "five", "٥", "9999999999999", Marker, "\0", "5 stone"];

    private readonly List<(Signed Request, string Answer)> _changes = [];

    public Guid UserId { get; } = Guid.CreateVersion7();
    public string Account { get; } = (900_000_000_000_000_000 + number).ToString(CultureInfo.InvariantCulture);
    public Guid Open { get; } = Guid.CreateVersion7();
    public Guid Closed { get; } = Guid.CreateVersion7();
    public string MessageId { get; } = (800_000_000_000_000_000 + number).ToString(CultureInfo.InvariantCulture);
    public string Code { get; } = $"ABCD{number / 30 % 8 + 2}{number % 8 + 2}{number / 8 % 8 + 2}{number / 64 + 2}";
    public bool IsLinked { get; private set; } = number % 2 == 0;
    public bool StartsLinked { get; } = number % 2 == 0;

    public Dictionary<string, (decimal WeightKg, int Reps, long Version)> Logs { get; } = [];
    public HashSet<string> Recorded { get; } = [];
    public int TopSetsTold { get; private set; }
    public int ProfilesTold { get; private set; }
    public int WrongCodes { get; private set; }

    /// <summary>What to send next, what must come back, and what it changes once it has.</summary>
    public Step Next(Lane other) => random.Next(100) switch
    {
        < 10 => Submit(Open, MessageId, "own submit"),
        < 14 => Command(LogCommand()),
        < 19 => Profile(),
        < 26 => Reads(other),
        < 30 => Link(),
        < 36 => Fine(Body(3, data: new() { ["custom_id"] = ButtonOf(Open), ["component_type"] = 2 }), "press", answer => Number(answer, "type") == 9),
        < 42 => Fine(SubmitBody(Open, null, BadNumbers[random.Next(BadNumbers.Length)], "5"), "bad input", IsEphemeral),
        < 50 => Fine(SubmitBody(other.Open, other.MessageId, "80", "5"), "someone else's button", IsEphemeral),
        < 55 => Fine(SubmitBody(Closed, null, "80", "5"), "closed day", IsEphemeral),
        < 60 => Fine(SubmitBody(random.Next(2) == 0 ? Guid.CreateVersion7() : Open, null, "80", "5", "no-such-exercise"), "unknown", IsEphemeral),
        < 74 => Forged(),
        < 79 => new(Signed.By(SubmitBytes(), now.AddSeconds(random.Next(2) == 0 ? -301 - random.Next(100_000) : 301 + random.Next(100_000))), "late", 401),
        < 89 => Replay(),
        _ => Malformed(),
    };

    private Step Submit(Guid delivery, string? messageId, string kind)
    {
        var (exercise, weight, reps) = (Exercises[random.Next(3)], random.Next(0, 1600) / 4m, random.Next(1, 21));
        var text = weight.ToString(CultureInfo.InvariantCulture);
        return Changes(SubmitBody(delivery, random.Next(4) == 0 ? null : messageId, random.Next(2) == 0 ? text : text.Replace('.', ','), $"{reps}", exercise), kind,
            () => Log(exercise, weight, reps));
    }

    private (JsonObject Body, Action Then) LogCommand()
    {
        var (exercise, weight, reps) = (Exercises[random.Next(3)], random.Next(0, 400), random.Next(1, 21));
        var typed = random.Next(2) == 0 ? exercise : exercise.Replace('-', ' ').ToUpperInvariant();
        return (Body(2, "log", ("exercise", typed), ("weight", $"{weight} kg"), ("reps", reps)), () => Log(exercise, weight, reps));
    }

    private Step Profile() => Command(random.Next(3) switch
    {
        0 => (Body(2, "pause"), () => ProfilesTold++),
        1 => (Body(2, "resume"), () => ProfilesTold++),
        _ => (Body(2, "timezone", ("zone", Zones[random.Next(Zones.Length)])), (Action)(() => ProfilesTold++)),
    });

    private Step Command((JsonObject Body, Action Then) command) =>
        IsLinked ? Changes(command.Body, "command", command.Then) : Fine(command.Body, "command of nobody", IsEphemeral);

    private Step Reads(Lane other) => random.Next(6) switch
    {
        0 => Fine(Body(2, "today"), "today", IsEphemeral),
        1 => Fine(Body(2, "last", ("exercise", Exercises[random.Next(3)])), "last", IsEphemeral),
        2 => Fine(Body(2, "timezone", ("zone", $"Mars/{Marker}")), "bad zone", IsEphemeral),
        3 => Fine(Typing("log", "exercise", random.Next(2) == 0 ? "squat" : Marker), "completion", answer => Number(answer, "type") == 8),
        4 => Fine(Typing("timezone", "zone", "par\0is"), "completion", answer => Number(answer, "type") == 8),
        _ => Fine(Body(2, $"{Marker}-{other.Account}"), "unknown command", IsEphemeral),
    };

    private Step Link()
    {
        if (!IsLinked && WrongCodes < 10 && random.Next(3) == 0)
        {
            return Changes(Body(2, "link", ("code", Code)), "link", () =>
            {
                IsLinked = true;
                ProfilesTold++;
            });
        }

        // Eleven are too many: the last is told so and not written down.
        var body = Body(2, "link", ("code", Marker));
        return Fine(body, "wrong code", IsEphemeral) with { Then = _ => WrongCodes = Math.Min(WrongCodes + 1, 10) };
    }

    private Step Forged()
    {
        var signed = Signed.By(SubmitBytes(), now);
        var (body, signature) = ((byte[])signed.Body.Clone(), signed.Signature!.ToCharArray());
        switch (random.Next(6))
        {
            case 0:
                body[random.Next(body.Length)] ^= 1;
                return new(signed with { Body = body }, "altered body", 401);
            case 1:
                var at = random.Next(signature.Length);
                signature[at] = signature[at] == '0' ? '1' : '0';
                return new(signed with { Signature = new(signature) }, "altered signature", 401);
            case 2:
                return new(signed with { Signature = null }, "no signature", 401);
            case 3:
                return new(signed with { Timestamp = $"{now.ToUnixTimeSeconds() + 1}" }, "altered timestamp", 401);
            case 4:
                return new(signed with { Signature = new string('0', random.Next(200)) }, "no such signature", 401);
            default:
                return new(Signed.By(body, now, otherKey: true), "another's key", 401);
        }
    }

    private Step Replay()
    {
        if (_changes.Count == 0)
        {
            return Forged();
        }

        var (request, before) = _changes[random.Next(_changes.Count)];
        return new(request, "replay", 200, answer => JsonNode.DeepEquals(JsonNode.Parse(answer), JsonNode.Parse(before)));
    }

    // What cannot change anything, however it is bent: a press, a question, and what a stranger sends.
    private Step Malformed()
    {
        var stranger = (600_000_000_000_000_000 + random.Next(1000)).ToString(CultureInfo.InvariantCulture);
        byte[] bytes;
        switch (random.Next(5))
        {
            case 0:
                bytes = new byte[random.Next(300)];
                random.NextBytes(bytes);
                break;
            case 1:
                bytes = Encoding.UTF8.GetBytes(OddJson.Any(random, 4)?.ToJsonString() ?? "null");
                break;
            case 2:
                var depth = random.Next(1, 60);
                bytes = Encoding.UTF8.GetBytes($$"""
                    {"id":"1","type":5,"data":{{string.Concat(Enumerable.Repeat("{\"components\":[", depth))}}1{{string.Concat(Enumerable.Repeat("]}", depth))}}}
                    """);
                break;
            case 3:
                bytes = SubmitBytes()[..random.Next(1, 40)];
                break;
            default:
                JsonObject body = random.Next(4) switch
                {
                    0 => Body(3, data: new() { ["custom_id"] = ButtonOf(Open), ["component_type"] = 2 }),
                    1 => Typing("last", "exercise", "squat"),
                    2 => SubmitBody(Open, MessageId, "80", "5"),
                    _ => LogCommand().Body,
                };
                body["user"]!["id"] = stranger;
                OddJson.Bend(body, random);
                var text = body.ToJsonString();
                bytes = Encoding.UTF8.GetBytes(random.Next(4) == 0 ? text.Replace("squat", "\\ud800", StringComparison.Ordinal) : text);
                break;
        }

        return new(Signed.By(bytes, now), "malformed", 0);
    }

    private void Log(string exercise, decimal weight, int reps)
    {
        var before = Logs.GetValueOrDefault(exercise);
        if ((before.WeightKg, before.Reps) != (weight, reps) || before.Version == 0)
        {
            Logs[exercise] = (weight, reps, before.Version + 1);
            TopSetsTold++;
        }
    }

    private Step Changes(JsonObject body, string kind, Action then)
    {
        var request = Signed.By(Encoding.UTF8.GetBytes(body.ToJsonString()), now);
        return new(request, kind, 200, answer => Number(answer, "type") is 4 or 7, answer =>
        {
            Recorded.Add(body["id"]!.GetValue<string>());
            _changes.Add((request, answer));
            then();
        });
    }

    private Step Fine(JsonObject body, string kind, Func<string, bool> isRight) =>
        new(Signed.By(Encoding.UTF8.GetBytes(body.ToJsonString()), now), kind, 200, isRight);

    private byte[] SubmitBytes() => Encoding.UTF8.GetBytes(SubmitBody(Open, MessageId, "80", "5").ToJsonString());

    private JsonObject SubmitBody(Guid delivery, string? messageId, string weight, string reps, string? exercise = null)
    {
        var body = Body(5, data: new()
        {
            ["custom_id"] = ButtonOf(delivery, exercise),
            ["components"] = new JsonArray(Line("weight", weight), Line("reps", reps)),
        });
        body["message"] = messageId is null ? null : new JsonObject { ["id"] = messageId };
        return body;

        static JsonObject Line(string id, string value) =>
            new() { ["type"] = 18, ["component"] = new JsonObject { ["type"] = 4, ["custom_id"] = id, ["value"] = value } };
    }

    private JsonObject Typing(string name, string option, string typed)
    {
        var body = Body(4, name, (option, typed));
        body["data"]!["options"]![0]!["focused"] = true;
        return body;
    }

    private JsonObject Body(int type, string name, params (string, JsonNode)[] options) => Commands.Body(type, Account, name, options);

    private JsonObject Body(int type, JsonObject data)
    {
        var body = Commands.Body(type, Account, Marker);
        body["data"] = data;
        return body;
    }

    private string ButtonOf(Guid delivery, string? exercise = null) => $"log:{delivery:N}:{exercise ?? Exercises[random.Next(3)]}";

    private static bool IsEphemeral(string answer) =>
        Number(answer, "type") == 4 && JsonNode.Parse(answer)!["data"]!["flags"]!.GetValue<int>() == 64;

    private static int Number(string answer, string field) => JsonNode.Parse(answer)![field]!.GetValue<int>();
}

/// <param name="Status">What must be answered; 0: anything sound (200 or 400).</param>
/// <param name="IsRight">Whether a body of 200 is what it must be.</param>
/// <param name="Then">What it changes, once it is answered.</param>
internal sealed record Step(Signed Request, string Kind, int Status, Func<string, bool>? IsRight = null, Action<string>? Then = null);
