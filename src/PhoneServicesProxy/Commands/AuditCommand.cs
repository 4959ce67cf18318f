using System.CommandLine;
using System.Text;
using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Commands;

/// <summary>Reports which phones, and which of their URLs, bypass the gateway. No gateway need run.</summary>
internal static class AuditCommand
{
    private const string Description = """
        Read the phones' configuration files from the nodes, and show which of their URLs bypass the gateway, and where to change them.

        The files are requested by HTTP, as phones do (port 6970, PhoneServices:Audit:Port), without a password. Only their URLs are used.
        Exit codes: 0 nothing bypasses the gateway, 1 something does (or the result could not be written), 2 the command line or the configuration is
        wrong, 4 nothing could be read, or the audit was stopped and nothing bypasses so far.
        """;

    /// <param name="root">The command line.</param>
    /// <param name="addConfig">Adds the option that names configuration files.</param>
    /// <param name="load">Reads these files.</param>
    /// <param name="tell">Reports the result to a running gateway. Returns the message for the user; null if there is none.</param>
    public static void AddTo(
        RootCommand root,
        Func<Command, Option<string[]>> addConfig,
        Func<string[]?, ConfigurationLoader> load,
        Func<AuditResult, GatewayConfiguration, Task<string?>> tell)
    {
        var phones = new Option<string[]>("--phone")
        {
            Description = "Names of phones, such as SEP001122334455; may be given several times.",
            HelpName = "SEP...",
            AllowMultipleArgumentsPerToken = true,
        };
        var all = new Option<bool>("--all") { Description = "All phones that the nodes have a configuration file of." };
        var json = new Option<bool>("--json") { Description = "Write every URL of every phone as a JSON array instead of text." };
        var command = new Command("audit", Description) { phones, all, json };
        var config = addConfig(command);
        command.SetAction((parsed, stop) => RunAsync(
            load(parsed.GetValue(config)), parsed.GetValue(phones) ?? [], parsed.GetValue(all), parsed.GetValue(json), tell, stop));
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(
        ConfigurationLoader loader, string[] phones, bool all, bool json, Func<AuditResult, GatewayConfiguration, Task<string?>> tell, CancellationToken stop)
    {
        if (phones.Length == 0 != all)
        {
            await Console.Error.WriteLineAsync(all ? "--all and --phone exclude each other. Write one of them." : "No phone is named. Write --phone SEP001122334455, or --all.");
            return ExitCode.Misuse;
        }

        foreach (var wrong in phones.Where(phone => PhoneFileName.Device(phone) is null))
        {
            await Console.Error.WriteLineAsync($"--phone {wrong}: is not a phone's name. Write SEP and the twelve digits of its MAC address, such as SEP001122334455.");
        }

        if (phones.Any(phone => PhoneFileName.Device(phone) is null))
        {
            return ExitCode.Misuse;
        }

        var loaded = await loader.LoadAsync();
        if (loaded.Configuration is not { } configuration)
        {
            // The exit code is not 1, because that means a bypass.
            await CheckCommand.WriteAsync(loaded.Errors);
            return ExitCode.Misuse;
        }

        await using var services = Gateway.BuildServices(CommandLog.ToStandardError(configuration), loader);
        string[]? names = all ? null : [.. phones.Select(phone => PhoneFileName.Device(phone)!).Distinct(StringComparer.Ordinal)];
        var run = ActivatorUtilities.CreateInstance<AuditRun>(services.Services, ActivatorUtilities.CreateInstance<PhoneMenu>(services.Services));
        var progress = new AuditProgress(Console.IsErrorRedirected ? TextWriter.Null : Console.Error, services.Services.GetRequiredService<TimeProvider>());
        var result = await run.RunAsync(configuration, names, progress.Show, stop);
        progress.End();
        await using var output = Console.OpenStandardOutput();
        var code = await WriteAsync(result, json, output, Console.Error);
        if (await tell(result, configuration) is { } said)
        {
            await Console.Error.WriteLineAsync(said);
        }

        return code;
    }

    /// <summary>Writes the result and returns the exit code.</summary>
    internal static async Task<int> WriteAsync(AuditResult result, bool json, Stream output, TextWriter errors)
    {
        if (result.Problem is not null)
        {
            await errors.WriteAsync(AuditReport.Text(result));
            return AuditReport.ExitCode(result);
        }

        try
        {
            if (json)
            {
                await AuditReport.WriteJsonAsync(result, output, CancellationToken.None);
            }

            await output.WriteAsync(Encoding.UTF8.GetBytes(json ? Environment.NewLine : AuditReport.Text(result)));
            await output.FlushAsync();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // This is the second message if standard output is closed.
            await errors.WriteLineAsync("The result could not be written to standard output.");
            return ExitCode.Failure;
        }

        // The JSON array of URLs has no place for these texts.
        foreach (var said in (json ? result.Notes : []).Concat(AuditReport.Interruption(result) is { } interruption ? [interruption] : Array.Empty<string>()))
        {
            await errors.WriteLineAsync(said);
        }

        return AuditReport.ExitCode(result);
    }
}
