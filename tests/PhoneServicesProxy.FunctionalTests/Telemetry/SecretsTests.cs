using System.Text;
using CallManagerSimulator;
using Microsoft.Extensions.Logging;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.FunctionalTests.Management;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>Who logs in, with which PIN and in which session is nowhere to be found, whatever a request meets.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class SecretsTests
{
    private static readonly string[] Faults = ["none", "500", "html", "cut", "reset", "em-error=28", "em-error=26", "hang", "refuse"];

    /// <summary>That log in at the same time, each with a user of its own.</summary>
    private const int Phones = 14;

    private static readonly string[] Impatient =
    [
        .. Calm.Settings,
        "--PhoneServices:FailoverPolicies:Read:ConnectTimeout=00:00:00.300",
        "--PhoneServices:FailoverPolicies:Login:ConnectTimeout=00:00:00.300",
        "--PhoneServices:FailoverPolicies:Read:AttemptTimeout=00:00:01",
        "--PhoneServices:FailoverPolicies:Login:AttemptTimeout=00:00:00.400",
        "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=true",
        "--PhoneServices:Nodes:publisher:Priority=0",
    ];

    /// <summary>All that may be asked for, the categories whose level the shipped file lowers among it.</summary>
    private static readonly string[] EverythingLogged =
    [
        .. new[]
        {
            "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
            "Microsoft.AspNetCore.Routing.Matching.DfaMatcher", "Microsoft.Extensions.Hosting.Internal.Host", "System.Net.Http",
            "Yarp", "Yarp.ReverseProxy.Forwarder.HttpForwarder", "Yarp.ReverseProxy.Health", "PhoneServicesProxy",
        }.Select(category => $"--Logging:LogLevel:{category}=Trace"),
        "--Logging:Console:LogLevel:Default=None",
        "--Logging:Console:LogLevel:Microsoft=None",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThousandLogins_LeaveNoTraceOfTheirSecrets()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        var management = $"http://127.0.0.1:{FreePort.Next()}";
        await using var gateway = await TestGateway.StartAsync(
            cluster, [.. Impatient, .. EverythingLogged, $"--PhoneServices:Management:Url={management}", Manager.Setting]);
        using var captured = new CapturedText();
        gateway.Get<ILoggerFactory>().AddProvider(captured);
        string[] users = [.. Enumerable.Range(0, Phones).Select(number => $"user{1900 + number}")];
        Phone[] phones = [.. Enumerable.Range(0, Phones).Select(number => new Phone(gateway.Address, $"SEP0011223344{number:X2}"))];
        Secrets[] secrets = [.. phones.Zip(users, (phone, user) => new Secrets(gateway.Address, phone, user))];

        foreach (var fault in Faults)
        {
            await SetAsync(NodeFault.Parse(fault), cluster.Nodes[0]);
            await Task.WhenAll(secrets.Select(user => user.LogInAsync()));
        }

        foreach (var fault in Faults)
        {
            await SetAsync(NodeFault.Parse(fault), [.. cluster.Nodes]);
            await Task.WhenAll(secrets.Select(user => user.LogInAsync()));
        }

        await secrets[0].SendBrokenAsync();
        using var prometheus = new HttpClient();
        var metrics = await prometheus.GetStringAsync(new Uri($"{management}/metrics"), Cancellation);
        captured.Add(metrics);
        await CaptureApiAsync(captured, prometheus, new(management));

        Assert.True(Faults.Length * 2 * Phones * Secrets.Logins >= 1000);
        string[] given = [.. secrets.SelectMany(user => user.Given)];
        Assert.NotEmpty(given);
        Assert.Equal("", string.Join("\n\n", captured.With(
            [.. users, Secrets.User, Secrets.Pin, Secrets.WrongPin, Secrets.Session, .. phones.Select(phone => phone.Device), .. given]).Take(10)));
        Array.ForEach(phones, phone => phone.Dispose());

        // Among them were successes, wrong PINs, and pages of all kinds that say that it did not work.
        Assert.Contains(cluster.ExecutedLogins, login => login.Result == 0);
        Assert.Contains(cluster.ExecutedLogins, login => login.Result != 0);
        Assert.Matches("phone_services_requests_total\\{[^}]*outcome=\"error_page\",service=\"extension-mobility\"\\} [1-9]", metrics);

        // It was looked at where something is to be seen.
        Assert.NotEmpty(captured.With("PressFailed", "PhoneServicesProxy.Fallback.FallbackMiddleware"));
        Assert.NotEmpty(captured.With("phone_services.attempt.outcome"));
        Assert.NotEmpty(captured.With("phone_services_requests_total"));
        Assert.Contains(captured.Texts, text => text.StartsWith("api/events", StringComparison.Ordinal) && text.Contains("is down for", StringComparison.Ordinal));
        Assert.Contains(captured.Texts, text => text.StartsWith("stream", StringComparison.Ordinal) && text.Contains("event: second", StringComparison.Ordinal));
        Assert.Contains(captured.Texts, text => text.StartsWith("log Trace", StringComparison.Ordinal) || text.StartsWith("log Debug Microsoft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExportedTelemetry_HasNoSecrets()
    {
        using var captured = new CapturedText();
        await using var collector = await ScriptedNode.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            captured.Add($"{context.Request.Path} {Encoding.Latin1.GetString(body.ToArray())}");
            context.Response.ContentType = "application/x-protobuf";
        });
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        string[] settings =
        [
            "--Urls=http://127.0.0.1:0",
            "--PhoneServices:Management:Url=",
            .. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}"),
            .. Impatient,
            .. EverythingLogged,
        ];
        await using (var gateway = await TestGateway.StartAsync(settings, new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        }))
        {
            using var phone = new Phone(gateway.Address);
            var secrets = new Secrets(gateway.Address, phone);
            await secrets.LogInAsync();
            await SetAsync(NodeFault.Refuse, [.. cluster.Nodes]);
            await secrets.LogInAsync();
            await secrets.SendBrokenAsync();
        }

        // What is left goes out at the end.
        Assert.NotEmpty(Exported("/v1/metrics", "phone_services.requests"));
        Assert.NotEmpty(Exported("/v1/traces", "phone_services.attempt.outcome"));
        Assert.NotEmpty(Exported("/v1/logs", "No node gave the page of "));
        Assert.Equal("", string.Join("\n\n", captured.With(Secrets.User, Secrets.Pin, Secrets.WrongPin, Secrets.Session)));

        IEnumerable<string> Exported(string path, string part) => captured.Texts.Where(
            text => text.StartsWith(path, StringComparison.Ordinal) && text.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>Every answer of the management endpoint, those to orders and to mistakes among them, and the stream as far as it has come.</summary>
    private static async Task CaptureApiAsync(CapturedText captured, HttpClient client, Uri management)
    {
        client.DefaultRequestHeaders.Authorization = new("Bearer", Manager.Key);
        string[] paths = ["", "livez", "readyz", "openapi.json", "api/nodes", "api/services", "api/events", "api/configuration", "api/nothing"];
        (HttpMethod Method, string Path)[] requests =
        [
            .. paths.Select(path => (HttpMethod.Get, path)),
            (HttpMethod.Post, "api/nodes/publisher/drain"),
            (HttpMethod.Post, "api/nodes/nobody/drain"),
            (HttpMethod.Delete, "api/nodes/publisher/override"),
        ];
        foreach (var (method, path) in requests)
        {
            using var request = new HttpRequestMessage(method, new Uri(management, path));
            using var answer = await client.SendAsync(request, Cancellation);
            captured.Add($"{path} {answer} {await answer.Content.ReadAsStringAsync(Cancellation)}");
        }

        await using var stream = await client.GetStreamAsync(new Uri(management, "api/events/stream"), Cancellation);
        using var reader = new StreamReader(stream);
        var seen = new StringBuilder("stream ");
        var seconds = 0;
        while (seconds < 3 && await reader.ReadLineAsync(Cancellation) is { } line)
        {
            seen.AppendLine(line);
            seconds += line == "event: second" ? 1 : 0;
        }

        captured.Add(seen.ToString());
    }

    private static async Task SetAsync(NodeFault fault, params IReadOnlyList<SimulatedNode> nodes)
    {
        foreach (var node in nodes)
        {
            await node.SetFaultAsync(NodeFault.None, Cancellation);
            await node.SetFaultAsync(fault, Cancellation);
        }
    }
}
