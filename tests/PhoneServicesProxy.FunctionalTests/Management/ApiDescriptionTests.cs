using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Management;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task OpenApi_EveryPathAndEveryType_IsDescribed()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var manager = new Manager(gateway, key: null);

        using var document = JsonDocument.Parse(await manager.GetTextAsync("openapi.json"));

        var paths = document.RootElement.GetProperty("paths");
        Assert.Equal(
            [
                "/api/access", "/api/certificates", "/api/certificates/{name}/activate", "/api/configuration", "/api/events", "/api/events/stream", "/api/nodes", "/api/nodes/{name}/activate", "/api/nodes/{name}/drain",
                "/api/nodes/{name}/maintenance", "/api/nodes/{name}/override", "/api/services", "/api/watches", "/api/watches/{id}", "/api/wiring",
                "/api/wiring/audit",
            ],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        foreach (var operation in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("401", out _), $"{operation.Value}");
        }

        var ours = document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(schema => schema.Name is not ("JsonNode" or "ProblemDetails"))
            .ToArray();
        Assert.Contains(ours, schema => schema.Name == "SecondReport");
        Assert.All(ours, schema => Assert.True(schema.Value.TryGetProperty("description", out _), schema.Name));
    }
}
