using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Commands;

/// <summary>Checks the configuration without serving.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(ConfigurationLoader loader)
    {
        var loaded = await loader.LoadAsync(TimeProvider.System);
        if (loaded.Configuration is not { } configuration)
        {
            await WriteAsync(loaded.Errors);
            return ExitCode.Failure;
        }

        var (unreadable, untested) = await ServiceUser.CheckAsync(loader.Files, configuration.Options);
        if (unreadable.Count > 0)
        {
            await WriteAsync(unreadable);
            return ExitCode.Failure;
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
            $"The configuration is right: {Plural.Of(configuration.Options.Nodes.Count, "node")}{(configuration.Options.Pools.AnyDiscovered ? " and those of DNS" : "")}, {Plural.Of(configuration.Clusters.Count, "service")}, {Plural.Of(configuration.Routes.Count, "route")}.");
        return 0;
    }

    public static async Task WriteAsync(IReadOnlyList<ConfigurationError> errors)
    {
        foreach (var error in errors)
        {
            await Console.Error.WriteLineAsync(error.ToString());
        }

        await Console.Error.WriteLineAsync($"{Plural.Of(errors.Count, "error")}.");
    }
}
