using System.CommandLine;
using CallManagerSimulator;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Management.Server;

namespace PhoneServicesProxy.Commands;

/// <summary>Serves in front of an embedded cluster, and prints what to try.</summary>
internal static class DemoCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var port = new Option<int>("--port") { Description = "Where the demo serves phones, on this machine only.", DefaultValueFactory = _ => 8080, HelpName = "PORT" };
        var control = new Option<int>("--control-port") { Description = "Where the embedded nodes take orders to fail; 0 takes any free port.", DefaultValueFactory = _ => 8090, HelpName = "PORT" };
        foreach (var option in new[] { port, control })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out var value) && value is >= 0 and <= 65535))
                {
                    result.AddError($"{option.Name} is \"{result.Tokens[0].Value}\". Write a port from 0 to 65535.");
                }
            });
        }

        var demo = new Command("demo", "Serve in front of an embedded publisher and two subscribers, and say what to try. Needs nothing else.") { port, control };
        demo.SetAction((parsed, stop) => RunAsync(parsed.GetValue(port), parsed.GetValue(control), settings, stop));
        return demo;
    }

    private static async Task<int> RunAsync(int port, int controlPort, IReadOnlyList<string> settings, CancellationToken stop)
    {
        SimulatedCluster cluster;
        try
        {
            cluster = await SimulatedCluster.StartAsync(new() { ControlPort = controlPort }, stop);
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"The embedded cluster cannot start: {error.Message} Another port for it: demo --control-port 8091");
            return ExitCode.Failure;
        }

        var state = Directory.CreateTempSubdirectory("phone-services-demo");
        try
        {
            await using (cluster)
            {
                return await RunAsync(cluster, ConfigurationLayers.Shipped([], [.. Arguments(cluster, port, state.FullName), .. settings]), stop);
            }
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(SimulatedCluster cluster, ConfigurationLayers layers, CancellationToken stop)
    {
        var loader = GatewaySite.Loader(layers);
        var loaded = await loader.LoadAsync();
        if (loaded.Configuration is not { } configuration)
        {
            await CheckCommand.WriteAsync(loaded.Errors);
            return ExitCode.Failure;
        }

        await using var gateway = Gateway.Build(configuration, loader, DemoPage.Use);

        // Probes begin before the gateway listens. On a busy machine the first verdicts may be in before it has addresses to show.
        gateway.Lifetime.ApplicationStarted.Register(() => _ = ExplainAsync(gateway, cluster));
        return await RunCommand.ServeAsync(gateway, stop);
    }

    /// <summary>Prints it after the log messages of the start.</summary>
    private static async Task ExplainAsync(WebApplication gateway, SimulatedCluster cluster)
    {
        await gateway.Services.GetRequiredService<ReadinessState>().WaitForFirstVerdictsAsync(gateway.Lifetime.ApplicationStopping);
        var key = LocalKey.BesideStateFile(gateway.Services.GetRequiredService<StateFilePath>().Value);
        Console.WriteLine(Instructions(gateway.Urls.First(), gateway.Services.GetRequiredService<ManagementServer>().Address, key, cluster));
    }

    private static IEnumerable<string> Arguments(SimulatedCluster cluster, int port, string state)
    {
        yield return $"--Urls=http://127.0.0.1:{port}";
        yield return "--PhoneServices:Management:Url=http://127.0.0.1:0";
        yield return $"--PhoneServices:Management:StateFile={Path.Combine(state, StateDirectory.FileName)}";
        yield return "--PhoneServices:Shutdown:Notice=00:00:00";
        yield return "--Logging:LogLevel:PhoneServicesProxy.Failover=Debug";

        // These logs are silent, so the instructions are not scrolled away. Changes of nodes are logged elsewhere.
        foreach (var noisy in new[] { "PhoneServicesProxy.Composition.GatewayLifecycle", "PhoneServicesProxy.Health.NodeStateChanges", "PhoneServicesProxy.Management.Access" })
        {
            yield return $"--Logging:LogLevel:{noisy}=Warning";
        }

        foreach (var node in cluster.Nodes)
        {
            // The publisher has the first priority, so killing it is visible.
            yield return $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}";
            yield return $"--PhoneServices:Nodes:{node.Name}:Priority={(node == cluster.Nodes[0] ? 1 : 2)}";
        }
    }

    private static string Instructions(string url, Uri? management, string? key, SimulatedCluster cluster) => $"""

        PhoneServicesProxy serves phones at {url} in front of {string.Join(", ", cluster.Nodes.Select(node => node.Name))}.
        Try, in another terminal:

          1. What a phone gets when its Services button is pressed:
             curl -i '{url}/CCMCIP/getservicesmenu.asp?name=SEP001122334455'
          2. Kill the publisher:
             curl -X POST {cluster.ControlAddress}nodes/publisher/fault/refuse
          3. Press again; nobody notices:
             curl -i '{url}/CCMCIP/getservicesmenu.asp?name=SEP001122334455'

        Other faults: hang, vanish, slow, 500, html, half, cut, drip. To bring the node back:
             curl -X DELETE {cluster.ControlAddress}nodes/publisher/fault
        With all three killed this curl gets 503 in plain text, because it is not a phone. A phone gets a page that it can show. The gateway
        knows phones by headers that begin with x-CiscoIPPhone, or by Accept headers that name it. As a phone:
             curl -i -H 'Accept: x-CiscoIPPhone/*' '{url}/CCMCIP/getservicesmenu.asp?name=SEP001122334455'

        The status of the nodes, live, in a browser on this machine (orders need the key in {key}):
             {management}
        The same in a terminal, and how to drain a node. Type one of these in place of "demo" in your command:
             nodes --url {management}
             top --url {management}
             drain subscriber1 --url {management} --key-file {key}

        Each press is shown below with the node that answered. Ctrl+C ends the demo.

        """;
}
