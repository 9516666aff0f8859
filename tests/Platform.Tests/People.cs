using Platform.Demo;

namespace Platform.Tests;

/// <summary>An athlete of a test: who they are at the gateway, and who in Discord.</summary>
internal sealed record TestAthlete(string Zone, string DiscordId, Session Session);

/// <summary>The doors of a running platform, knocked on again where a service is being killed behind them.</summary>
internal sealed class People(RunningPlatform platform)
{
    private const string Password = "a password of the tests";
    private readonly PlatformApi _api = new(platform.Gateway);

    public Demo.Discord Discord { get; } = new(platform.Simulator);

    public Task<Session> OperatorAsync() => PatientlyAsync(
        () => _api.SignInAsync(RunningPlatform.OperatorEmail, platform.OperatorPassword, register: false, default));

    /// <summary>Signs up one athlete for each zone, training every day from <paramref name="start"/>.</summary>
    public async Task<IReadOnlyList<TestAthlete>> SignUpAsync(DateOnly start, params string[] zones)
    {
        var athletes = new List<TestAthlete>();
        foreach (var (index, zone) in zones.Index())
        {
            var discordId = (800_000_000_000_000_000 + index).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var session = await PatientlyAsync(() => _api.SignInAsync($"athlete{index}@tests.invalid", Password, register: true, default));
            await PatientlyAsync(async () =>
            {
                await session.PutAsync(
                    "api/athletes/me",
                    new
                    {
                        displayName = $"Athlete {index}",
                        timeZone = zone,
                        startDate = start,
                        paused = false,
                        scheduleDays = Enum.GetNames<DayOfWeek>().Select(day => day.ToLowerInvariant()),
                        blockId = (Guid?)null,
                        discordUserId = discordId,
                    },
                    default);
                return true;
            });
            athletes.Add(new(zone, discordId, session));
        }

        return athletes;
    }

    public static async Task<List<DeliveryRow>> DeliveriesAsync(TestAthlete athlete, DateOnly from, DateOnly to)
    {
        var (all, cursor) = (new List<DeliveryRow>(), (string?)null);
        do
        {
            var page = await PatientlyAsync(() => athlete.Session.GetAsync<Listing<DeliveryRow>>(
                $"api/deliveries?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&limit=100{(cursor is null ? "" : $"&cursor={cursor}")}", default));
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>Asks until there is an answer; a service that is away is asked again.</summary>
    public static Task<T> PatientlyAsync<T>(Func<Task<T>> ask) => Wait.ForAsync(ask, _ => true, default);
}
