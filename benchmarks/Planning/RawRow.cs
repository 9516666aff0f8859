using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Benchmarks.Planning;

/// <summary>The floor under every endpoint that reads a row: Kestrel, one prepared command by key, the row as it is.</summary>
internal static class RawRow
{
    public const string Schema = "CREATE TABLE raw_rows (id uuid PRIMARY KEY, body text NOT NULL)";

    public static async Task<int> RunAsync(string port, string database)
    {
        await using var rows = NpgsqlDataSource.Create(database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.Run(context => AnswerAsync(context, rows));
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, NpgsqlDataSource rows)
    {
        if (!Guid.TryParse(context.Request.Path.Value.AsSpan(1), out var id))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        byte[] body;
        await using (var connection = await rows.OpenConnectionAsync())
        await using (var command = new NpgsqlCommand("SELECT body FROM raw_rows WHERE id = $1", connection) { Parameters = { new() { Value = id } } })
        {
            // Once a connection; it knows the statement from then on.
            await command.PrepareAsync();
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            body = reader.GetFieldValue<byte[]>(0);
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }
}
