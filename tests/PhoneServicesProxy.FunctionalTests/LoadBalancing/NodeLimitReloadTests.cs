using System.Text.Json;
using CallManagerSimulator;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

public sealed class NodeLimitReloadTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-limit").FullName;

    private string File => Path.Combine(_directory, "site.json");

    [Fact]
    public async Task Reload_LimitRaised_WhatRunsIsCountedOnAndWhoWaitsIsServed()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, TestContext.Current.CancellationToken);
        var node = cluster["only"];
        await WriteAsync(node, limit: 1);
        await using var gateway = await TestGateway.StartAsync(ConfigurationLayers.Shipped(
            [File],
            [
                "--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
                "--PhoneServices:Queue:Time=00:00:30", .. Calm.Settings,
            ]));
        using var phone = new Phone(gateway.Address);
        await node.SetFaultAsync(NodeFault.Hang, TestContext.Current.CancellationToken);
        var presses = new List<Task<PhoneAnswer>> { phone.MenuAsync() };
        await Eventually.IsAsync(() => node.Counters.Concurrent == 1);
        presses.Add(phone.MenuAsync());

        await WriteAsync(node, limit: 3);
        await Eventually.IsAsync(() => node.Counters.Concurrent == 2);
        presses.Add(phone.MenuAsync());
        await Eventually.IsAsync(() => node.Counters.Concurrent == 3);
        presses.Add(phone.MenuAsync());
        await WriteAsync(node, limit: 2);
        await Eventually.IsAsync(() => gateway.Get<CurrentConfiguration>().Options.Nodes["only"].MaxConcurrentRequests == 2);
        presses.Add(phone.MenuAsync());

        await node.SetFaultAsync(NodeFault.None, TestContext.Current.CancellationToken);
        await Task.WhenAll(presses);
        Assert.Equal(3, node.Counters.MostConcurrent);
        Assert.Equal(5, node.Counters.Requests);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task WriteAsync(SimulatedNode node, int limit) =>
        System.IO.File.WriteAllTextAsync(
            File,
            JsonSerializer.Serialize(new { PhoneServices = new { Nodes = new { only = new { Address = node.Address.ToString(), MaxConcurrentRequests = limit } } } }),
            TestContext.Current.CancellationToken);
}
