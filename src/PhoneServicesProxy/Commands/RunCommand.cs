using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Commands;

/// <summary>Serves phones until it is told to stop; running requests are finished first.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(ConfigurationLoader loader, CancellationToken stop)
    {
        var loaded = await loader.LoadAsync();
        if (loaded.Configuration is not { } configuration)
        {
            await CheckCommand.WriteAsync(loaded.Errors);
            return GatewayCommand.Failure;
        }

        await using var gateway = Program.Build(configuration, loader);
        return await ServeAsync(gateway, stop);
    }

    public static async Task<int> ServeAsync(WebApplication gateway, CancellationToken stop)
    {
        try
        {
            await gateway.StartAsync(stop);
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or InvalidOperationException or FormatException)
        {
            await Console.Error.WriteLineAsync(
                $"The gateway cannot serve: {error.Message.TrimEnd('.')}. See the keys Urls and PhoneServices:Management:Url; ports below 1024 need the right to bind them.");
            return GatewayCommand.Failure;
        }

        await gateway.WaitForShutdownAsync(stop);
        return 0;
    }
}
