using System.CommandLine;
using PhoneServicesProxy.Benchmarks.Chaos;
using PhoneServicesProxy.Benchmarks.Cost;
using PhoneServicesProxy.Benchmarks.Faults;
using PhoneServicesProxy.Benchmarks.Fleet;
using PhoneServicesProxy.Benchmarks.Hedges;
using PhoneServicesProxy.Benchmarks.Presses;
using PhoneServicesProxy.Benchmarks.Proxies;

return await new RootCommand("PhoneServicesProxy side by side with other proxies. Needs root, for network namespaces.")
{
    new FaultsCommand(TimeProvider.System).Create(),
    new CostCommand(TimeProvider.System).Create(),
    new TelemetryCommand(TimeProvider.System).Create(),
    new ChaosCommand(TimeProvider.System).Create(),
    new HedgesCommand(TimeProvider.System).Create(),
    new FleetCommand(TimeProvider.System).Create(),
    PressCommand.Create(),
    PlainYarp.CreateCommand(),
}.Parse(args).InvokeAsync();
