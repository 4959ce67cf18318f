using PhoneServicesProxy.Configuration;

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

        Console.WriteLine(
            $"The configuration is right: {configuration.Options.Nodes.Count} nodes{(configuration.Options.Discovery.IsConfigured ? " and those of DNS" : "")}, {configuration.Clusters.Count} services, {configuration.Routes.Count} routes.");
        return 0;
    }

    public static async Task WriteAsync(IReadOnlyList<ConfigurationError> errors)
    {
        foreach (var error in errors)
        {
            await Console.Error.WriteLineAsync(error.ToString());
        }

        await Console.Error.WriteLineAsync(errors.Count == 1 ? "1 error." : $"{errors.Count} errors.");
    }
}
