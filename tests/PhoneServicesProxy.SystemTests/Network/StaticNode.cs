using System.Net;
using PhoneServicesProxy.TestKit.Network;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Network;

/// <summary>HAProxy on a node's host, answering every request with the same page.</summary>
internal sealed class StaticNode : IAsyncDisposable
{
    private const string Settings = """
        defaults
            mode http
            timeout client 30s
            timeout http-keep-alive 30s
        frontend node
            bind {0}
            http-request return status 200 content-type text/xml string "<CiscoIPPhoneMenu/>"

        """;

    private readonly ChildProcess _process;
    private readonly string _file;

    private StaticNode(ChildProcess process, string file, IPEndPoint endpoint) =>
        (_process, _file, Endpoint) = (process, file, endpoint);

    public IPEndPoint Endpoint { get; }

    public static async Task<StaticNode> StartAsync(NodeHost host)
    {
        DebianPackages.Require("haproxy");
        var endpoint = new IPEndPoint(host.Address, 8080);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Settings.Replace("{0}", $"{endpoint}", StringComparison.Ordinal));
        var process = await ChildProcess.StartAsync(
            new ChildProgram("haproxy", "-db", "-f", file) { NetworkNamespace = host.Namespace }, TimeProvider.System);
        var node = new StaticNode(process, file, endpoint);
        await process.WaitForPortAsync(endpoint, TimeSpan.FromSeconds(10));
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        File.Delete(_file);
    }
}
