using Microsoft.Extensions.DependencyInjection;
using Platform.Delivery.Channels.Discord;

namespace Platform.Delivery.Tests.Setup;

/// <summary>The wire between the sender and Discord, where a test can cut it.</summary>
internal sealed class Wire
{
    /// <summary>Runs after Discord has answered a post of a message and before the sender learns of it.</summary>
    public Func<Task>? AfterPost { get; set; }

    /// <summary>Runs before a post of a message leaves.</summary>
    public Func<Task>? BeforePost { get; set; }

    /// <summary>A channel's history comes without the nonces of its messages.</summary>
    public bool HideNonces { get; set; }

    public void Install(IServiceCollection services) => services.AddHttpClient<DiscordClient>().AddHttpMessageHandler(() => new Handler(this));

    private sealed class Handler(Wire wire) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isPost = request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal);
            if (isPost && wire.BeforePost is { } before)
            {
                await before();
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (isPost && wire.AfterPost is { } after)
            {
                await after();
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (request.Method == HttpMethod.Get && wire.HideNonces)
            {
                var history = await response.Content.ReadAsStringAsync(cancellationToken);
                response.Content = new StringContent(history.Replace("\"nonce\"", "\"gone\"", StringComparison.Ordinal));
            }

            return response;
        }
    }
}
