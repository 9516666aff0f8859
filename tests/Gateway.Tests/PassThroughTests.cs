using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class PassThroughTests(Servers servers)
{
    // Odd white space, a byte order mark, bytes that are no UTF-8, a NUL, and no end of line at the end.
    private static readonly byte[] Odd =
        [0xEF, 0xBB, 0xBF, .. "{ \"type\" :\t1 ,\r\n\n \"x\":\""u8, 0xFF, 0xFE, 0xC3, 0x28, 0x00, .. "\"  }  \r\n "u8];

    [Fact]
    public async Task An_interaction_arrives_byte_for_byte_with_its_signature()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        using var request = new HttpRequestMessage(HttpMethod.Post, "discord/interactions") { Content = new ByteArrayContent(Odd) };
        request.Headers.Add("X-Signature-Ed25519", "00ff");
        request.Headers.Add("X-Signature-Timestamp", "1795305600");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json;charset=odd");

        (await gateway.Anonymous.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var arrived = gateway.Upstream.Only;
        arrived.Body.ShouldBe(Odd);
        arrived.Headers["X-Signature-Ed25519"].ShouldBe("00ff");
        arrived.Headers["X-Signature-Timestamp"].ShouldBe("1795305600");
        arrived.Headers["Content-Type"].ShouldBe("application/json;charset=odd");
    }

    [Fact]
    public async Task A_chunked_body_and_an_odd_query_arrive_as_they_were_sent()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        const string target = "/webhooks/polar?b=%7e%2f&a=1&&c=+%20%C3%A4&a=2&d=%e4&e=a'b\"c|d";

        var status = await SendRawAsync(gateway.Address, [
            .. Encoding.ASCII.GetBytes($"POST {target} HTTP/1.1\r\nHost: example.org\r\nX-Odd:  two  words \r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"),
            .. "7\r\n"u8, .. Odd[..7], .. "\r\n"u8,
            .. Encoding.ASCII.GetBytes($"{Odd.Length - 7:X}\r\n"), .. Odd[7..], .. "\r\n0\r\n\r\n"u8,
        ]);

        status.ShouldBe("HTTP/1.1 200 OK");
        var arrived = gateway.Upstream.Only;
        arrived.Body.ShouldBe(Odd);
        arrived.Target.ShouldBe(target);
        arrived.Headers["X-Odd"].ShouldBe("two  words");
    }

    [Fact]
    public async Task A_header_beyond_ASCII_is_passed_on_as_it_was_read()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var status = await SendRawAsync(
            gateway.Address, Encoding.UTF8.GetBytes("GET /oauth/whoop/callback?state=a HTTP/1.1\r\nHost: example.org\r\nX-Odd: h\u00e9 \u6f22\r\nConnection: close\r\n\r\n"));

        status.ShouldBe("HTTP/1.1 200 OK");
        gateway.Upstream.Only.Headers["X-Odd"].ShouldBe("h\u00e9 \u6f22");
    }

    [Fact]
    public async Task An_OAuth_callback_keeps_its_query()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var status = await SendRawAsync(
            gateway.Address, "GET /oauth/whoop/callback?state=a%2Bb%3D%3D&code=4/0Ab-_~%7E HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"u8.ToArray());

        status.ShouldBe("HTTP/1.1 200 OK");
        gateway.Upstream.Only.Target.ShouldBe("/oauth/whoop/callback?state=a%2Bb%3D%3D&code=4/0Ab-_~%7E");
        (await gateway.Anonymous.PostAsync("oauth/whoop/callback", null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_calendar_is_fetched_without_a_ticket_and_asked_again_with_its_tag()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        gateway.Upstream.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ETag = "\"known\"";
            return Task.CompletedTask;
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "calendar/3q2-7w_secret.ics") { Headers = { IfNoneMatch = { new("\"known\"") } } };

        var answer = await gateway.Anonymous.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        answer.Headers.ETag!.Tag.ShouldBe("\"known\"");
        gateway.Upstream.Only.Target.ShouldBe("/calendar/3q2-7w_secret.ics");
        gateway.Upstream.Only.Headers["If-None-Match"].ShouldBe("\"known\"");
        (await gateway.Anonymous.PostAsync("calendar/3q2-7w_secret.ics", null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData(StatusCodes.Status401Unauthorized)]
    [InlineData(StatusCodes.Status404NotFound)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    public async Task What_a_service_answers_is_not_changed_into_something_else(int status)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        gateway.Upstream.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["X-Own"] = "yes";
            return Task.CompletedTask;
        };

        var answer = await gateway.Anonymous.PostAsync("discord/interactions", null);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("X-Own").ShouldBe(["yes"]);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_comes_back_byte_for_byte()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        gateway.Upstream.Answer = context =>
        {
            context.Response.ContentType = "application/octet-stream";
            return context.Response.Body.WriteAsync(Odd).AsTask();
        };

        (await (await gateway.Anonymous.PostAsync("webhooks/polar", null)).Content.ReadAsByteArrayAsync()).ShouldBe(Odd);
    }

    /// <returns>The status line of the answer.</returns>
    private static async Task<string?> SendRawAsync(Uri address, byte[] request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(request);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadLineAsync();
    }
}
