using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Management;

/// <summary>What holds for each answer of the management endpoint, whatever its status.</summary>
public sealed class AnswerRulesTests
{
    private const string Drain = "api/nodes/publisher/drain";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "api/nodes", null, null, 200)]
    [InlineData("GET", "livez", null, null, 200)]
    [InlineData("GET", "", null, null, 200)]
    [InlineData("GET", "metrics", null, null, 200)]
    [InlineData("HEAD", "readyz", null, null, null)]
    [InlineData("POST", Drain, "wrong", null, 401)]
    [InlineData("GET", "api/nodes", "wrong", null, 401)]
    [InlineData("POST", Drain, "none", null, 401)]
    [InlineData("GET", "api/nodes", null, "http://evil.example", 403)]
    [InlineData("GET", "nowhere", null, null, 404)]
    [InlineData("POST", "api/nodes/nobody/drain", null, null, 404)]
    [InlineData("DELETE", "api/nodes/nobody/override", null, null, 404)]
    [InlineData("PUT", "api/nodes", null, null, 405)]
    [InlineData("POST", Drain, null, null, 400, "{ not json")]
    [InlineData("POST", Drain, null, null, 415, "reason=x", "application/x-www-form-urlencoded")]
    [InlineData("GET", "api/events?after=x", null, null, 400)]
    public async Task AnyAnswer_IsNotKeptNorTakenForAnythingElse(
        string method, string path, string? key, string? origin, int? status, string? body = null, string type = "application/json")
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Manager.Setting);
        using var manager = new Manager(gateway, key switch { null => Manager.Key, "none" => null, _ => "no-such-key-in-the-world" });
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));

        using var answer = await manager.SendAsync(new(method), path, content, origin is null ? [] : [("Origin", origin)]);

        Assert.True(status is null || (HttpStatusCode)status == answer.StatusCode, $"{answer.StatusCode}");
        Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer") })
        {
            Assert.Equal(value, Assert.Single(answer.Headers.GetValues(name)));
        }
    }
}
