using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class ProblemTests(Servers servers)
{
    [Theory]
    [InlineData("{\"text\": 5}", "text")]
    [InlineData("{\"stars\": {\"of\": 5}}", "stars")]
    [InlineData("{ not json", "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    public async Task A_body_that_cannot_be_read_is_refused_with_the_field_at_fault(string body, string field)
    {
        await using var service = await StartAsync();

        var answer = await service.Client.PostAsync("notes", new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await ShouldBeProblemAsync(answer, HttpStatusCode.BadRequest, "invalid");
        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
        problem.GetRawText().ShouldNotContain("Note");
        service.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_read_is_refused_by_its_name_without_what_was_sent()
    {
        await using var service = await StartAsync();

        var problem = await ShouldBeProblemAsync(await service.Client.GetAsync("lists?limit=my-weight-is-82"), HttpStatusCode.BadRequest, "invalid");

        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("limit");
        problem.GetRawText().ShouldNotContain("my-weight");
        problem.GetRawText().ShouldNotContain("Nullable");
        service.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_out_of_reach_is_told_without_a_stack()
    {
        await using var service = await StartAsync();

        await ShouldBeProblemAsync(await service.Client.GetAsync("unreachable"), HttpStatusCode.ServiceUnavailable, "unavailable");

        service.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_refused()
    {
        await using var service = await StartAsync();

        var answer = await service.Client.PostAsync("notes", new StringContent("text=hi", Encoding.UTF8, "application/x-www-form-urlencoded"));

        await ShouldBeProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task What_nobody_expected_is_a_problem_that_tells_no_secret()
    {
        await using var service = await StartAsync();

        var problem = await ShouldBeProblemAsync(await service.Client.GetAsync("breaks"), HttpStatusCode.InternalServerError, "internal");

        problem.GetRawText().ShouldNotContain("secret");
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        service.Failures.ShouldHaveSingleItem().Message.ShouldBe("the secret of the failure");
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_problem() =>
        await ShouldBeProblemAsync(await (await StartAsync()).Client.GetAsync("nowhere"), HttpStatusCode.NotFound, "not-found");

    [Theory]
    [InlineData(null)]
    [InlineData("CfDJ8-not-a-ticket")]
    [InlineData("")]
    public async Task Without_a_sound_ticket_nothing_of_a_person_is_answered(string? ticket)
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "mine");
        request.Headers.Authorization = ticket is null ? null : new AuthenticationHeaderValue("Bearer", ticket);

        await ShouldBeProblemAsync(await service.Client.SendAsync(request), HttpStatusCode.Unauthorized, "not-signed-in");
    }

    private static async Task<JsonElement> ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe($"urn:platform:problem:{type}");
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }

    private async Task<TestService> StartAsync() => await TestService.StartAsync(servers, await servers.CreateBrokerAsync());
}
