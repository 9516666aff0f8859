using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Platform.AppHost;

/// <summary>Registers an athlete to try the platform with, once the gateway answers, and prints how to sign in.</summary>
internal sealed class DemoAccount(Uri gateway, ParameterResource password) : BackgroundService
{
    private const string Email = "athlete@platform.local";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(10) };
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await TryRegisterAsync(http, stoppingToken) is { } outcome)
            {
                Console.WriteLine(outcome);
                return;
            }
        }
    }

    /// <returns>What to tell; null while the gateway is not ready.</returns>
    private async Task<string?> TryRegisterAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            if (!(await http.GetAsync(new Uri("health", UriKind.Relative), ct)).IsSuccessStatusCode)
            {
                return null;
            }

            var secret = await password.GetValueAsync(ct);
            var answer = await http.PostAsJsonAsync(new Uri("api/identity/register", UriKind.Relative), new { email = Email, password = secret }, ct);
            // A conflict is the account of an earlier run.
            return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict
                ? $"Sign in at {gateway}docs as {Email} with the password {secret}"
                : $"The demo athlete could not be registered: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}";
        }
        catch (Exception notYet) when (notYet is HttpRequestException || (notYet is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
