namespace Platform.LanguageModelSimulator.Api;

/// <summary>The API's refusals, in its shape.</summary>
internal sealed record ApiError(int Status, string Message, string Type, string? Param = null, string? Code = null) : IResult
{
    public static ApiError BadKey(string key) => new(
        401, key.Length == 0 ? "You didn't provide an API key." : $"Incorrect API key provided: {key[..Math.Min(4, key.Length)]}***.",
        "invalid_request_error", Code: "invalid_api_key");

    public static ApiError Invalid(string param, string message, string? code = null) => new(400, message, "invalid_request_error", param, code);

    public static ApiError NoModel(string model) =>
        new(404, $"The model `{model}` does not exist or you do not have access to it.", "invalid_request_error", Code: "model_not_found");

    public static readonly ApiError RateLimited = new(429, "Rate limit reached.", "requests", Code: "rate_limit_exceeded");

    public static ApiError Server(int status) => new(status, "The server had an error while processing your request.", "server_error");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(new { error = new { message = Message, type = Type, param = Param, code = Code } });
    }
}
