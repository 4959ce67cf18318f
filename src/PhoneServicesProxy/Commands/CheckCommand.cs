using PhoneServicesProxy.Wording;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Commands;

/// <summary>Validates without serving.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(ConfigurationLoader loader)
    {
        var loaded = await loader.LoadAsync(TimeProvider.System);
        if (loaded.Configuration is not { } configuration)
        {
            await WriteAsync(loaded.Errors);
            return GatewayCommand.Failure;
        }

        var (unreadable, untested) = await ServiceUser.CheckAsync(loader.Files, configuration.Options);
        if (unreadable.Count > 0)
        {
            await WriteAsync(unreadable);
            return GatewayCommand.Failure;
        }

        foreach (var note in await ConfigurationNotes.OfAsync(configuration))
        {
            await Console.Error.WriteLineAsync($"Note: {note}");
        }

        if (untested is not null)
        {
            await Console.Error.WriteLineAsync($"Note: {untested}");
        }

        Console.WriteLine(
            $"The configuration is right: {CountOf.These(configuration.Options.Nodes.Count, "node")}{(configuration.Options.Get<DiscoveryOptions>().IsConfigured ? " and those of DNS" : "")}, {CountOf.These(configuration.Clusters.Count, "service")}, {CountOf.These(configuration.Routes.Count, "route")}.");
        return 0;
    }

    public static async Task WriteAsync(IReadOnlyList<ConfigurationError> errors)
    {
        foreach (var error in errors)
        {
            await Console.Error.WriteLineAsync(error.ToString());
        }

        await Console.Error.WriteLineAsync($"{CountOf.These(errors.Count, "error")}.");
    }
}
