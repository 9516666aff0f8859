using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Http;

namespace Platform.ServiceDefaults.Tests.Http;

public sealed class ResilienceTests
{
    [Fact]
    public async Task What_may_be_repeated_is_tried_three_times()
    {
        using var peer = new Peer(HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, HttpStatusCode.OK);

        (await peer.Client.GetAsync("http://peer.invalid/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        peer.Asked.ShouldBe(3);
    }

    [Fact]
    public async Task A_post_is_never_repeated()
    {
        using var peer = new Peer(HttpStatusCode.InternalServerError);

        (await peer.Client.PostAsync("http://peer.invalid/", null)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);

        peer.Asked.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task An_answer_that_is_meant_is_not_asked_for_again(HttpStatusCode meant)
    {
        using var peer = new Peer(meant);

        (await peer.Client.GetAsync("http://peer.invalid/")).StatusCode.ShouldBe(meant);

        peer.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_peer_that_keeps_failing_is_left_alone_for_a_while()
    {
        using var peer = new Peer(HttpStatusCode.ServiceUnavailable);
        for (var i = 0; i < 20; i++)
        {
            await peer.Client.PostAsync("http://peer.invalid/", null);
        }

        var refusal = await Should.ThrowAsync<HttpRequestException>(() => peer.Client.PostAsync("http://peer.invalid/", null));

        refusal.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        peer.Asked.ShouldBe(20);
    }

    /// <summary>Answers with each status in turn, and with the last from then on.</summary>
    private sealed class Peer : HttpMessageHandler
    {
        private readonly HttpStatusCode[] _answers;

        public Peer(params HttpStatusCode[] answers)
        {
            _answers = answers;
            var services = new ServiceCollection();
            services.AddSingleton(TimeProvider.System);
            services.AddHttpClient("peer").ConfigurePrimaryHttpMessageHandler(() => this).AddResilience();
            Client = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("peer");
        }

        public HttpClient Client { get; }

        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(_answers[Math.Min(Asked++, _answers.Length - 1)]));
    }
}
