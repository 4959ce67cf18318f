using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Commands;

/// <summary>Serves phones until it is told to stop. Requests in progress are finished first.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(ConfigurationLoader loader, CancellationToken stop)
    {
        if (FileLimitError() is { } complaint)
        {
            OpenFiles.WriteError($"{complaint}\n");
            return ExitCode.Failure;
        }

        var loaded = await loader.LoadAsync();
        if (loaded.Configuration is not { } configuration)
        {
            await CheckCommand.WriteAsync(loaded.Errors);
            await FailedStart.HoldAsync(loader, stop);
            return ExitCode.Failure;
        }

        int result;
        await using (var gateway = Gateway.Build(configuration, loader))
        {
            result = await ServeAsync(gateway, stop);
        }

        if (result == ExitCode.Failure)
        {
            await FailedStart.HoldAsync(loader, stop);
        }

        return result;
    }

    public static async Task<int> ServeAsync(WebApplication gateway, CancellationToken stop)
    {
        try
        {
            // This counts the files that are open now, before clients connect.
            if (FileBudget.ErrorFor(OpenFiles.Limit(), gateway.Services.GetRequiredService<FileBudget>().Own) is { } complaint)
            {
                OpenFiles.WriteError($"{complaint}\n");
                return ExitCode.Failure;
            }

            await gateway.StartAsync(stop);
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or InvalidOperationException or FormatException)
        {
            await Console.Error.WriteLineAsync(
                $"The gateway cannot serve: {error.Message.TrimEnd('.')}. See the keys Urls and PhoneServices:Management:Url; ports below 1024 need the right to bind them.");
            return ExitCode.Failure;
        }

        await gateway.WaitForShutdownAsync(stop);
        return 0;
    }

    private static string? FileLimitError()
    {
        try
        {
            // This comes first, because with too low a limit even printing an error may fail.
            if (FileBudget.ErrorFor(OpenFiles.Limit(), own: 0) is { } complaint)
            {
                return complaint;
            }

            Assemblies.LoadAll();
            PoolThreads.Make();
            return FileBudget.ErrorFor(OpenFiles.Limit(), OpenFiles.Count());
        }
        catch (IOException error) when (ExhaustionErrors.Of(error) == ExhaustedResource.Descriptors)
        {
            return $"The gateway cannot serve: {error.Message.TrimEnd('.')}. The machine has too many files open: raise fs.file-max with sysctl.";
        }
    }
}
