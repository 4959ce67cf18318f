using CallManagerSimulator;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Routing;

public sealed class PhoneRequestTests
{
    [Theory]
    [InlineData(CapturedRequests.Ip7921)]
    [InlineData(CapturedRequests.Ip7970Of2006)]
    [InlineData(CapturedRequests.Ip7970)]
    [InlineData(CapturedRequests.Ip7942)]
    [InlineData(CapturedRequests.Ip8841)]
    public async Task Request_OfRealPhone_ArrivesUnchanged(string request)
    {
        await using var cluster = await SimulatedCluster.StartAsync(
            new() { NodeNames = ["publisher"], RecordRequests = true }, TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);

        var answer = await RawPhone.SendAsync(gateway.Address, request.ReplaceLineEndings("\r\n"));

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        var sent = Lines(request);
        var received = Lines(Assert.Single(cluster["publisher"].ReceivedRequests, head => head.Contains("Allegro", StringComparison.Ordinal)
            || head.Contains("CP-8841", StringComparison.Ordinal)));
        // The path in the spelling of its route.
        Assert.Equal(
            sent[0].Replace("HTTP/1.0", "HTTP/1.1", StringComparison.Ordinal).Replace("GetServicesMenu", "getservicesmenu", StringComparison.Ordinal), received[0]);
        Assert.Equal(
            sent[1..].Select(Normal).Where(header => !header.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase),
            received[1..].Select(Normal).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    private static string[] Lines(string head) => head.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Blanks around a header's value have no meaning (RFC 9110, 5.5).</summary>
    private static string Normal(string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        return $"{header[..colon]}:{header[(colon + 1)..].Trim()}";
    }
}
