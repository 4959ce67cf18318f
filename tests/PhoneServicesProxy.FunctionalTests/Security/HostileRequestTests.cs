using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>
/// The corpus of hostile requests, each sent byte by byte to the gateway as it is shipped, in front of a node that keeps what it
/// gets: nothing but routed pages arrives, each refusal is counted once, and the gateway goes on serving phones.
/// </summary>
public sealed partial class HostileRequestTests(HostileRequestTests.Site site) : IClassFixture<HostileRequestTests.Site>
{
    private const string Menu = "/ccmcip/getservicesmenu.jsp?name=SEP001122334455";

    private static readonly HostileRequest[] Corpus = [.. HostileRequest.ReadAll()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Lines => [.. Corpus.Select(request => request.ToString())];

    [Fact]
    public void Corpus_HasAtLeast200RequestsThatAreRefused()
    {
        Assert.InRange(Corpus.Count(request => request.Reason is not null), 200, int.MaxValue);
        Assert.Equal(Corpus.Length, Corpus.Select(request => request.Line).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Request_OfTheCorpus_ReachesNoNodeButAsARoutedPage(string line)
    {
        var request = Corpus.Single(request => request.ToString() == line);
        site.Node.Requests.Clear();
        site.Refusals.Clear();

        int[] statuses = [.. StatusLine().Matches(await SendAsync(request)).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];

        Assert.Equal(request.Arriving, site.Node.Requests.Select(received => received.Line));
        if (!(request.EndsThere && statuses is []))
        {
            // Who has ended its side in the middle of a request may find the connection closed before its 400 has gone.
            Assert.Equal(request.Statuses, statuses);
        }

        await Eventually.IsAsync(() => site.Refusals.GetMeasurementSnapshot().Sum(refusal => refusal.Value) >= (request.Reason is null ? 0 : 1));
        Assert.Equal(request.Reason is null ? [] : [request.Reason], site.Refusals.GetMeasurementSnapshot().Select(refusal => refusal.Tags["reason"]));
        if (request.Class == "headers-that-change-the-reading")
        {
            Assert.DoesNotContain(site.Node.Requests, received => request.ExtraHeaders.Any(name => received[name] is not null));
        }

        // Whatever Connection says of it.
        Assert.All(site.Node.Requests, received => Assert.Equal(request.Has("Cookie"), received["Cookie"] is not null));
        Assert.StartsWith("HTTP/1.1 200", await RawPhone.SendAsync(site.Gateway.Address, $"GET {Menu} HTTP/1.1\r\nHost: phones\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal($"GET {Menu} HTTP/1.1", site.Node.Requests.Last().Line);
    }

    /// <summary>All that comes back until the gateway closes, which it does after every refusal and wherever it is asked to.</summary>
    private async Task<string> SendAsync(HostileRequest request)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(site.Gateway.Address.Host, site.Gateway.Address.Port, limit.Token);
        var stream = client.GetStream();
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(request.Bytes, limit.Token);
            if (request.EndsThere)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            var buffer = new byte[4096];
            int read;
            while ((read = await stream.ReadAsync(buffer, limit.Token)) > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // A connection that is closed before all was read from it is reset, and what was answered may be lost with it.
        }

        return answer.ToString();
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();

    public sealed class Site : IAsyncLifetime
    {
        internal RecordingNode Node { get; } = new();

        internal TestGateway Gateway { get; private set; } = null!;

        internal MetricCollector<long> Refusals { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Gateway = await TestGateway.StartAsync([("publisher", Node.Address)], [.. Calm.Settings]);
            Refusals = new(Gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.refusals");
        }

        public async ValueTask DisposeAsync()
        {
            Refusals.Dispose();
            await Gateway.DisposeAsync();
            await Node.DisposeAsync();
        }
    }
}
