using Platform.Delivery.Channels.WebPush;

namespace Platform.Delivery.Tests.WebPush;

public sealed class EndpointTests
{
    private static readonly PushEndpoints Endpoints = new(new WebPushOptions());

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/dGVzdA:APA91bE-x_y")]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/gAAAA")]
    [InlineData("https://autopush.push.services.mozilla.com/wpush/v1/a")]
    [InlineData("https://db5p.notify.windows.com/w/?token=BQYAAA%2b%2f")]
    [InlineData("https://web.push.apple.com/QGuQyavXutnMH")]
    [InlineData("https://FCM.googleapis.com:443/x")]
    public void The_push_services_of_browsers_are_called(string endpoint)
    {
        Endpoints.TryRead(endpoint, out var uri, out _).ShouldBeTrue();
        uri!.IdnHost.ShouldBe(new Uri(endpoint).IdnHost);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fcm.googleapis.com/x")]
    [InlineData("/x")]
    [InlineData("http://fcm.googleapis.com/x")]
    [InlineData("https://fcm.googleapis.com:8443/x")]
    [InlineData("https://fcm.googleapis.com.evil.example/x")]
    [InlineData("https://evilfcm.googleapis.com/x")]
    [InlineData("https://a.fcm.googleapis.com/x")]
    [InlineData("https://fcm.googleapis.com./x")]
    [InlineData("https://notify.windows.com/x")]
    [InlineData("https://evil-notify.windows.com/x")]
    [InlineData("https://.notify.windows.com/x")]
    [InlineData("https://evil.example/?fcm.googleapis.com")]
    [InlineData("https://evil.example#.notify.windows.com")]
    [InlineData("https://evil.example/.notify.windows.com")]
    [InlineData("https://evil.example\\.notify.windows.com/x")]
    [InlineData("https://fcm.googleapis.com@evil.example/x")]
    [InlineData("https://someone@fcm.googleapis.com/x")]
    [InlineData("https://someone:secret@fcm.googleapis.com/x")]
    [InlineData("https://fcm.googleapis.com/x#fragment")]
    [InlineData("https://fcm.googleapis.com/x y")]
    [InlineData("https://fcm.googleapis.com/x\r\nHost: evil")]
    [InlineData("https://fcm。googleapis.com/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://localhost/x")]
    [InlineData("http://localhost/x")]
    [InlineData("http://127.0.0.1:5432/x")]
    [InlineData("http://2130706433/x")]
    [InlineData("https://0x7f000001/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://[::ffff:127.0.0.1]/x")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://metadata.google.internal/computeMetadata/v1/")]
    [InlineData("https://10.0.0.1/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://fcm.googleapis.com/x")]
    [InlineData("gopher://fcm.googleapis.com:443/x")]
    [InlineData("javascript:alert(1)")]
    public void Any_other_address_is_refused_with_the_rule(string? endpoint)
    {
        Endpoints.TryRead(endpoint, out var uri, out var fault).ShouldBeFalse();
        uri.ShouldBeNull();
        fault.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void An_address_has_at_most_1024_characters()
    {
        const string start = "https://fcm.googleapis.com/";
        Endpoints.TryRead(start + new string('a', 1024 - start.Length), out _, out _).ShouldBeTrue();
        Endpoints.TryRead(start + new string('a', 1025 - start.Length), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe("takes at most 1024 characters.");
    }

    [Fact]
    public void A_simulator_on_this_machine_is_called_only_where_that_is_asked_for()
    {
        var local = new PushEndpoints(new WebPushOptions { AllowHttpOnLoopback = true });

        local.TryRead("http://127.0.0.1:8092/push/x", out _, out _).ShouldBeTrue();
        local.TryRead("http://localhost:8092/push/x", out _, out _).ShouldBeTrue();
        local.TryRead("http://192.168.0.1:8092/push/x", out _, out _).ShouldBeFalse();
        local.TryRead("http://user@localhost:8092/push/x", out _, out _).ShouldBeFalse();
        Endpoints.TryRead("http://127.0.0.1:8092/push/x", out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Hosts_that_are_configured_take_the_place_of_the_known_ones()
    {
        var own = new PushEndpoints(new WebPushOptions { AllowedHosts = ["push.example.com", "*.push.example.org"] });

        own.TryRead("https://push.example.com/x", out _, out _).ShouldBeTrue();
        own.TryRead("https://a.push.example.org/x", out _, out _).ShouldBeTrue();
        own.TryRead("https://push.example.org/x", out _, out _).ShouldBeFalse();
        own.TryRead("https://fcm.googleapis.com/x", out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Wrong_settings_are_told_together()
    {
        var faults = new WebPushOptionsValidator().Validate(null, new WebPushOptions
        {
            Subject = "ops", PublicKey = "x", AllowedHosts = ["https://push.example.com", "*"], RequestTimeout = TimeSpan.Zero,
        }).Failures!.ToList();

        faults.Select(fault => fault.Split(' ')[0]).ShouldBe(
            ["WebPush:Subject", "WebPush:PublicKey", "WebPush:AllowedHosts", "WebPush:RequestTimeout"]);
        new WebPushOptionsValidator().Validate(null, new WebPushOptions()).Succeeded.ShouldBeTrue();
    }
}
