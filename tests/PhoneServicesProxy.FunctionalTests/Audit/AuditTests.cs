using System.Net;
using System.Text;
using CallManagerSimulator;
using CallManagerSimulator.PhoneFiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;

namespace PhoneServicesProxy.FunctionalTests.Audit;

/// <summary>Phones of a simulated cluster, of every kind, and services that do not give what they should.</summary>
public sealed class AuditTests
{
    private const string Gateway = "http://10.77.0.1:8080";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_PhonesOfEveryKind_NamesEachBypassAndCountsWhatItCannotRead()
    {
        await using var cluster = await StartAsync(phones: 14);

        var result = await RunAsync(cluster, phones: null);

        var bypasses = result.Urls.Where(url => url.Bypasses).ToArray();
        Assert.Equal((14, 10), (result.Asked, result.Read));
        Assert.Equal(AuditReport.Bypassed, AuditReport.ExitCode(result));
        Assert.Equal(
            [("SEP0011AA000001", "secureServicesURL", "publisher"), ("SEP0011AA000003", "Corporate Directory", ""), ("SEP0011AA000004", "servicesURL", "subscriber2")],
            bypasses.Take(3).Select(url => (url.Device, url.Name, url.Owner)));
        Assert.Equal(6, bypasses.Length);
        Assert.All(bypasses, url => Assert.Contains($"Write {Gateway}/ccmcip/", url.Advice, StringComparison.Ordinal));
        Assert.Equal(["SEP0011AA000005", "SEP0011AA000006", "SEP0011AA00000C", "SEP0011AA00000D"], result.Urls.Where(url => url.LeadsTo == LeadsTo.Unknown).Select(url => url.Device));
        Assert.Contains(result.Urls, url => url is { Device: "SEP0011AA000002", Name: "servicesURL", LeadsTo: LeadsTo.Gateway });
        Assert.Contains(result.Urls, url => url is { Device: "SEP0011AA000003", Name: "servicesURL", LeadsTo: LeadsTo.Internal, Bypasses: false });
        Assert.Contains(result.Urls, url => url is { Source: PhoneUrl.Menu, LeadsTo: LeadsTo.Gateway });
    }

    [Fact]
    public async Task RunAsync_AnyResult_ShowsNoSecretOfTheFiles()
    {
        await using var cluster = await StartAsync(phones: 7);

        var result = await RunAsync(cluster, phones: null);

        using var json = new MemoryStream();
        await AuditReport.WriteJsonAsync(result, json, Cancellation);
        var shown = AuditReport.Text(result) + Encoding.UTF8.GetString(json.ToArray());
        Assert.Contains("SEP0011AA000001", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("admin-user", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OnlyPhonesThatAreWiredRight_IsSound()
    {
        await using var cluster = await StartAsync(phones: 7);

        var result = await RunAsync(cluster, ["SEP0011AA000000", "SEP0011AA000002"]);

        Assert.Equal(AuditReport.Sound, AuditReport.ExitCode(result));
        Assert.EndsWith("Nothing bypasses the gateway.", AuditReport.Text(result).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_UnknownPhone_IsNamed()
    {
        await using var cluster = await StartAsync(phones: 1);

        var result = await RunAsync(cluster, ["SEP00DEADBEEF00"]);

        Assert.Equal(AuditReport.NothingRead, AuditReport.ExitCode(result));
        Assert.Contains("no node has a file of it", AuditReport.Text(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PhoneFileFault.Redirect, "redirect (302), which is not followed")]
    [InlineData(PhoneFileFault.Missing, "no node has a file ConfigFileCacheList.txt")]
    [InlineData(PhoneFileFault.EndlessList, "is larger than 32768 KB")]
    public async Task RunAsync_ListCannotBeRead_SaysWhy(PhoneFileFault fault, string why)
    {
        await using var cluster = await StartAsync(phones: 1);
        cluster.ConfigurationFault = fault;

        var result = await RunAsync(cluster, phones: null);

        Assert.Equal(AuditReport.NothingRead, AuditReport.ExitCode(result));
        Assert.Contains(why, result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ServiceHangsAndTheAuditIsStopped_EndsAtOnce()
    {
        await using var cluster = await StartAsync(phones: 1);
        cluster.ConfigurationFault = PhoneFileFault.Hang;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var result = await RunAsync(cluster, ["SEP0011AA000000"], stop.Token);

        Assert.True(result.WasStopped);
        Assert.Equal(AuditReport.NothingRead, AuditReport.ExitCode(result));
    }

    [Fact]
    public async Task RunAsync_StoppedWhileTheListIsRead_EndsAtOnce()
    {
        await using var cluster = await StartAsync(phones: 1);
        cluster.ConfigurationFault = PhoneFileFault.Hang;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var result = await RunAsync(cluster, phones: null, stop.Token);

        Assert.True(result.WasStopped);
        Assert.Equal(AuditReport.NothingRead, AuditReport.ExitCode(result));
    }

    [Fact]
    public async Task RunAsync_StoppedMidway_IsNotSound()
    {
        using var stop = new CancellationTokenSource();
        var files = 0;
        await using var service = await StartServiceAsync(async context =>
        {
            if (IsList(context))
            {
                await WriteListAsync(context, 1000);
                return;
            }

            await context.Response.WriteAsync("<device/>");
            if (Interlocked.Increment(ref files) == 100)
            {
                await stop.CancelAsync();
            }
        });
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(cluster, phones: null, new Uri(service.Urls.First()).Port, [], stop.Token);

        Assert.True(result.WasStopped);
        Assert.InRange(result.Done, 1, 999);
        Assert.Equal(AuditReport.NothingRead, AuditReport.ExitCode(result));
    }

    [Fact]
    public async Task RunAsync_ListWithoutPhones_SaysSo()
    {
        await using var service = await StartServiceAsync(context => context.Response.WriteAsync("XMLDefault.cnf.xml\n"));
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(cluster, phones: null, new Uri(service.Urls.First()).Port, [], Cancellation);

        Assert.Contains("names no phone", result.Problem, StringComparison.Ordinal);
        Assert.Equal(AuditReport.NothingRead, AuditReport.ExitCode(result));
    }

    /// <summary>A page to sign in, and what else a server may answer with status 200 in place of its files.</summary>
    [Theory]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("<device><servicesURL>http://10.77.0.1:8080/")]
    [InlineData("")]
    public async Task RunAsync_FirstNodeGivesOtherPages_AsksTheNext(string page)
    {
        await using var service = await StartServiceAsync(context => context.Connection.LocalIpAddress!.Equals(IPAddress.Loopback) ? context.Response.WriteAsync(page)
            : IsList(context) ? WriteListAsync(context, 3)
            : context.Response.WriteAsync("<device><servicesURL>http://10.77.0.1:8080/ccmcip/getservicesmenu.jsp</servicesURL></device>"), IPAddress.Any);
        string[] nodes = ["--PhoneServices:Nodes:publisher:Address=http://127.0.0.1/", "--PhoneServices:Nodes:subscriber:Address=http://127.0.0.2/"];
        var port = new Uri(service.Urls.First()).Port;

        var all = await RunAsync(nodes, null, port, [], new FixedResolver(), Cancellation);
        var one = await RunAsync(nodes, ["SEP001122334455"], port, [], new FixedResolver(), Cancellation);

        Assert.Equal((3, "subscriber"), (all.Read, all.Node));
        Assert.Equal((1, "subscriber"), (one.Read, one.Node));
    }

    [Fact]
    public async Task RunAsync_ListNamesAFileManyTimes_AsksForItOnce()
    {
        var asked = 0;
        await using var service = await StartServiceAsync(context =>
        {
            if (IsList(context))
            {
                return context.Response.WriteAsync(string.Concat(Enumerable.Repeat("SEP001122334455.cnf.xml\r\nsep001122334455.CNF.XML\r\n", 50)));
            }

            Interlocked.Increment(ref asked);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        var result = await RunAsync(["--PhoneServices:Nodes:publisher:Address=http://127.0.0.1/"], null, new Uri(service.Urls.First()).Port, [], new FixedResolver(), Cancellation);

        Assert.Equal(1, asked);
        Assert.Equal("no node has a file of it", Assert.Single(result.Urls).Title);
    }

    [Fact]
    public async Task RunAsync_ListDoesNotBegin_IsGivenUpAsSoonAsAFile()
    {
        await using var cluster = await StartAsync(phones: 1);
        cluster.ConfigurationFault = PhoneFileFault.Hang;

        var result = await RunAsync(cluster, phones: null);

        Assert.Matches("no answer from .* within 5 s", result.Problem);
    }

    [Fact]
    public async Task RunAsync_FilesAnswerWithStatus500_AreOneKind()
    {
        await using var service = await StartServiceAsync(context =>
        {
            context.Response.StatusCode = IsList(context) ? 200 : 500;
            return IsList(context) ? WriteListAsync(context, 30) : Task.CompletedTask;
        });
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(cluster, phones: null, new Uri(service.Urls.First()).Port, [], Cancellation);

        Assert.Equal(30, result.Urls.Count);
        Assert.Contains("answers with status 500", Assert.Single(result.Urls.Select(url => url.Title).Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NodeHangs_IsAskedNoMoreAndNamed()
    {
        var files = 0;
        await using var service = await StartServiceAsync(async context =>
        {
            if (IsList(context))
            {
                await WriteListAsync(context, 200);
                return;
            }

            Interlocked.Increment(ref files);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(cluster, phones: null, new Uri(service.Urls.First()).Port, [], Cancellation);

        Assert.InRange(files, 1, 2 * PhoneFileClient.MostUnanswered);
        Assert.Equal(200, result.Done);
        Assert.Contains("did not answer 40 requests in a row, and was asked no more", AuditReport.Text(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TopSecret99\r\n\r\n")]
    [InlineData("HTTP/1.1 TopSecret99\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTopSecret99\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nTopSecret99\r\n")]
    [InlineData("HTTP/1.1 500 TopSecret99\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://TopSecret99/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<device><TopSecret99></device>")]
    public async Task RunAsync_AnswerIsNoHttp_IsToldInOwnWords(string answer)
    {
        await using var service = new RawServer(answer);
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(cluster, ["SEP001122334455"], service.Port, [], Cancellation);

        var unread = Assert.Single(result.Urls);
        Assert.Equal(LeadsTo.Unknown, unread.LeadsTo);
        Assert.DoesNotContain("TopSecret", unread.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no node has a file", unread.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://*:58080", "phones.example.com:80", "http://pub.example.com", "Write http://phones.example.com/ccmcip/")]
    [InlineData("http://*:58080", "phones.example.com:8080", "http://pub.example.com", "Write http://phones.example.com:8080/ccmcip/")]
    [InlineData("http://*:58080", "phones.example.com", "http://pub.example.com", "Write http://phones.example.com:58080/ccmcip/")]
    [InlineData("http://*:58080", "phones.example.com:443", "https://pub.example.com", "Write https://phones.example.com/ccmcip/")]
    [InlineData("http://*:58080", "phones.example.com:443", "http://pub.example.com", "Write http://GATEWAY:58080/ccmcip/")]
    public async Task RunAsync_GatewayAddressWithPort_AdviceLeadsToTheGateway(string urls, string address, string services, string advice)
    {
        var url = $"{services}/ccmcip/getservicesmenu.jsp";
        await using var service = await StartServiceAsync(context => context.Response.WriteAsync($"<device><servicesURL>{url}</servicesURL></device>"));
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        string[] settings = [$"--Urls={urls}", "--PhoneServices:Nodes:publisher:Aliases:0=pub.example.com", $"--PhoneServices:Audit:GatewayAddresses:0={address}"];

        var told = FileUrl(await RunAsync(cluster, ["SEP001122334455"], new Uri(service.Urls.First()).Port, settings, Cancellation)).Advice;
        url = told.Split(' ')[1];
        var followed = FileUrl(await RunAsync(cluster, ["SEP001122334455"], new Uri(service.Urls.First()).Port, settings, Cancellation));

        Assert.StartsWith(advice, told, StringComparison.Ordinal);
        Assert.Equal(url.Contains("GATEWAY", StringComparison.Ordinal) ? LeadsTo.Other : LeadsTo.Gateway, followed.LeadsTo);
    }

    [Fact]
    public async Task RunAsync_NodesOfDnsAlone_AreAskedAndKnown()
    {
        await using var service = await StartServiceAsync(context => context.Response.WriteAsync(
            "<device><servicesURL>http://ccm.example.com:8080/ccmcip/getservicesmenu.jsp</servicesURL></device>"));

        var result = await RunAsync([], ["SEP001122334455"], new Uri(service.Urls.First()).Port, OfDns, new FixedResolver("127.0.0.1"), Cancellation);

        Assert.Equal(1, result.Read);
        Assert.Equal((LeadsTo.Node, true), (FileUrl(result).LeadsTo, FileUrl(result).Bypasses));
    }

    [Fact]
    public async Task RunAsync_DnsDoesNotAnswer_SaysThatNoNodeIsKnown()
    {
        var result = await RunAsync([], ["SEP001122334455"], 1, OfDns, new FixedResolver(), Cancellation);

        Assert.Equal(AuditReport.NothingRead, AuditReport.ExitCode(result));
        Assert.Contains("no node is known: nothing for ccm.example.com", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_SaysSo()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(cluster, phones: null);

        Assert.Contains("cannot connect to 127.0.0.1:1 ", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ManyPhones_AsksForAFewAtOnce()
    {
        var (now, most) = (0, 0);
        await using var service = await StartServiceAsync(async context =>
        {
            if (IsList(context))
            {
                await WriteListAsync(context, 300);
                return;
            }

            InterlockedMax(ref most, Interlocked.Increment(ref now));
            // Long enough for others to be asked meanwhile, if they are.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, context.RequestAborted);
            Interlocked.Decrement(ref now);
            await context.Response.WriteAsync("<device><servicesURL>http://10.77.0.1:8080/ccmcip/getservicesmenu.jsp</servicesURL></device>");
        });
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(cluster, phones: null, new Uri(service.Urls.First()).Port, [], Cancellation);

        Assert.Equal(300, result.Read);
        Assert.InRange(most, 2, 50);
    }

    [Theory]
    [InlineData("http://10.77.0.1:8080/nowhere/x.jsp", nameof(LeadsTo.Gateway), "Add a route")]
    [InlineData("http://10.77.0.1:8081/ccmcip/getservicesmenu.jsp", nameof(LeadsTo.Other), "The gateway does not listen at port 8081. Write http://10.77.0.1:8080/ccmcip/getservicesmenu.jsp at")]
    [InlineData("http://10.77.0.1/ccmcip/getservicesmenu.jsp", nameof(LeadsTo.Other), "The gateway does not listen at port 80. Write http://10.77.0.1:8080/ccmcip/")]
    [InlineData("http://10.77.0.1/own/menu.xml", nameof(LeadsTo.Other), "")]
    [InlineData("http://10.77.0.2:8080/ccmcip/getservicesmenu.jsp", nameof(LeadsTo.Gateway), "")]
    [InlineData("http://pub.example.com:8080/ccmcip/getservicesmenu.jsp", nameof(LeadsTo.Node), "Write http://10.77.0.1:8080/ccmcip/getservicesmenu.jsp at")]
    [InlineData("http://pub.example.com:8080/nowhere/x.jsp", nameof(LeadsTo.Node), "Before that: Add a route")]
    [InlineData("http://10.1.2.3:8080/ccmcip/getservicesmenu.jsp", nameof(LeadsTo.Node), "Write")]
    [InlineData("https://pub.example.com:8443/ccmcip/getservicesmenu.jsp", nameof(LeadsTo.Node), "it has none for https")]
    [InlineData("http://[::ffff:10.1.2.3]/ccmcip/getservicesmenu.jsp", nameof(LeadsTo.Node), "Write")]
    [InlineData("http://web.example.invalid/menu.xml", nameof(LeadsTo.Other), "")]
    [InlineData("nonsense", nameof(LeadsTo.Other), "no URL that a phone can follow")]
    [InlineData("", nameof(LeadsTo.None), "")]
    public async Task RunAsync_ServicesUrl_LeadsWhereItDoes(string url, string leadsTo, string advice)
    {
        await using var service = await StartServiceAsync(context => context.Response.WriteAsync(
            $"<device><callManagerGroup><processNodeName>10.1.2.3</processNodeName></callManagerGroup><servicesURL>{url}</servicesURL></device>"));
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(
            cluster, ["SEP001122334455"], new Uri(service.Urls.First()).Port,
            ["--PhoneServices:Nodes:publisher:Aliases:0=pub.example.com", "--PhoneServices:Audit:GatewayAddresses:0=10.77.0.1", "--PhoneServices:Audit:GatewayAddresses:1=10.77.0.2"],
            Cancellation);

        var audited = Assert.Single(result.Urls, found => found.Source == PhoneUrl.File);
        Assert.Equal(leadsTo, audited.LeadsTo.ToString());
        Assert.Contains(advice, audited.Advice, StringComparison.Ordinal);
        Assert.Equal(leadsTo == nameof(LeadsTo.Node), audited.Bypasses);
    }

    /// <summary>A server of a pool is bypassed as a CallManager node is, but it gives no phone files, and its other ports may be other applications.</summary>
    [Theory]
    [InlineData("http://10.1.2.1:8082/fippa/SEP1", nameof(LeadsTo.Node), "Write http://10.77.0.1:8080/fippa/SEP1 at")]
    [InlineData("http://finesse.example.invalid:8082/fippa/SEP1", nameof(LeadsTo.Node), "Write http://10.77.0.1:8080/fippa/SEP1 at")]
    [InlineData("http://10.1.2.1:8082/other", nameof(LeadsTo.Node), "\"ClusterId\": \"phone-agent\"")]
    [InlineData("http://10.1.2.1:9000/fippa/SEP1", nameof(LeadsTo.Node), "Write http://10.77.0.1:8080/fippa/SEP1 at")]
    [InlineData("http://10.1.2.1:9000/other", nameof(LeadsTo.Other), "")]
    [InlineData("http://10.77.0.1:8080/fippa/SEP1", nameof(LeadsTo.Gateway), "")]
    public async Task RunAsync_UrlOfAPool_LeadsWhereItDoes(string url, string leadsTo, string advice)
    {
        await using var service = await StartServiceAsync(context => context.Response.WriteAsync($"<device><servicesURL>{url}</servicesURL></device>"));
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);

        var result = await RunAsync(
            cluster, ["SEP001122334455"], new Uri(service.Urls.First()).Port,
            [
                "--PhoneServices:Pools:finesse:Nodes:a:Address=http://10.1.2.1:8082/", "--PhoneServices:Pools:finesse:Nodes:a:Aliases:0=finesse.example.invalid",
                "--ReverseProxy:Clusters:phone-agent:Metadata:Pool=finesse", "--ReverseProxy:Routes:agent:ClusterId=phone-agent", "--ReverseProxy:Routes:agent:Match:Path=/fippa/{**rest}",
                "--ReverseProxy:Routes:agent:Metadata:FailoverPolicy=Login", "--ReverseProxy:Routes:agent:Metadata:Expect=PhoneXml", "--PhoneServices:Audit:GatewayAddresses:0=10.77.0.1:8080",
            ],
            Cancellation);

        var audited = FileUrl(result);
        Assert.Equal(leadsTo, audited.LeadsTo.ToString());
        Assert.Contains(advice, audited.Advice, StringComparison.Ordinal);
        Assert.Equal(leadsTo == nameof(LeadsTo.Node), audited.Bypasses);
        Assert.Empty(result.Notes);
    }

    private static string[] OfDns { get; } = ["--PhoneServices:Discovery:AddressName=ccm.example.com", "--PhoneServices:Discovery:Networks:0=127.0.0.0/8", "--PhoneServices:Discovery:Port=80"];

    private static AuditedUrl FileUrl(AuditResult result) => Assert.Single(result.Urls, found => found.Source == PhoneUrl.File);

    private static bool IsList(HttpContext context) => context.Request.Path.Value!.EndsWith(".txt", StringComparison.Ordinal);

    private static Task WriteListAsync(HttpContext context, int phones) =>
        context.Response.WriteAsync(string.Concat(Enumerable.Range(0, phones).Select(phone => $"SEP{phone:X12}.cnf.xml\n")));

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static Task<SimulatedCluster> StartAsync(int phones) =>
        SimulatedCluster.StartAsync(new() { ConfigurationPort = 0, Phones = phones, Gateway = new(Gateway) }, Cancellation);

    private static async Task<WebApplication> StartServiceAsync(RequestDelegate answer, IPAddress? address = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Cancellation);
        return app;
    }

    private static Task<AuditResult> RunAsync(SimulatedCluster cluster, IReadOnlyList<string>? phones, CancellationToken? stop = null) =>
        RunAsync(cluster, phones, cluster.ConfigurationAddress?.Port ?? 1, [$"--PhoneServices:Audit:GatewayAddresses:0={new Uri(Gateway).Authority}"], stop ?? Cancellation);

    private static Task<AuditResult> RunAsync(SimulatedCluster cluster, IReadOnlyList<string>? phones, int port, string[] settings, CancellationToken stop) =>
        RunAsync([.. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}")], phones, port, settings, new FixedResolver(), stop);

    private static async Task<AuditResult> RunAsync(
        string[] nodes, IReadOnlyList<string>? phones, int port, string[] settings, IDnsResolver resolver, CancellationToken stop)
    {
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([],
        [
            "--Urls=http://*:8080", "--Logging:LogLevel:Default=None", $"--PhoneServices:Audit:Port={port}",
            .. nodes, .. settings,
        ]));
        var loaded = await loader.LoadAsync();
        Assert.Empty(loaded.Errors);
        await using var services = Composition.Gateway.BuildServices(loaded.Configuration!, loader);
        var run = ActivatorUtilities.CreateInstance<AuditRun>(
            services.Services,
            ActivatorUtilities.CreateInstance<PhoneMenu>(services.Services), ActivatorUtilities.CreateInstance<NodeLookup>(services.Services, resolver));
        return await run.RunAsync(loaded.Configuration!, phones, static (_, _) => { }, stop);
    }
}
