using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;
using Platform.Standalone;

namespace Platform.Benchmarks.Gateway;

/// <summary>The gateway as the AppHost starts it, over a database of its own, with its limits on but out of reach.</summary>
internal static class RealGateway
{
    public static async Task<ChildProcess> StartAsync(string identityDatabase, int port, Uri upstream)
    {
        var dll = Repository.Dll("gateway", "Gateway");
        await Migrator.ApplyAsync(identityDatabase, Assembly.LoadFrom(dll), CancellationToken.None);
        await TicketKeys.EnsureFirstKeyAsync(identityDatabase, TimeProvider.System);
        return ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [dll],
            WorkingDirectory = Path.GetDirectoryName(dll),
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                ["ConnectionStrings__identitydb"] = identityDatabase,
                ["services__insights__http__0"] = upstream.ToString(),
                ["Limits__Person__Burst"] = "10000000",
                ["Limits__Person__PerSecond"] = "1000000",
            },
            OnLine = Figures.Note,
        });
    }

    /// <summary>Registers an athlete and signs in.</summary>
    /// <returns>The access ticket.</returns>
    public static async Task<string> SignInAsync(HttpClient gateway)
    {
        var account = new { email = "bench@example.org", password = "a long enough password" };
        (await gateway.PostAsJsonAsync("/api/identity/register", account)).EnsureSuccessStatusCode();
        var answer = (await gateway.PostAsJsonAsync("/api/identity/login", account)).EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
