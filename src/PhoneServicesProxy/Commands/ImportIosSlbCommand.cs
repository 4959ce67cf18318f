using System.CommandLine;
using PhoneServicesProxy.Import;

namespace PhoneServicesProxy.Commands;

/// <summary>Writes a site file from the configuration of a router that balances phone services with IOS SLB.</summary>
internal static class ImportIosSlbCommand
{
    private const string Description = """
        Read a Cisco router's configuration (the output of "show running-config") and write a site file from its "ip slb" lines.

        The site file goes to standard output or to --output. Commands without a counterpart are listed on standard error, with their
        lines and with what the gateway does instead. If the configuration has mistakes, all are named and nothing is written.
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The router's configuration." };
        var output = new Option<string?>("--output", "-o") { Description = "Where to write the site file.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Overwrite that file if there is one." };
        var vservers = new Option<string[]>("--vserver")
        {
            Description = "Carry over this virtual server and no other; may be given several times. Without it: all that are in service on tcp port www, 8080, 443 or 8443.",
            HelpName = "NAME",
        };
        var command = new Command("import-ios-slb", Description) { file, output, force, vservers };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(output), parsed.GetValue(force), parsed.GetValue(vservers) ?? []));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? output, bool force, string[] vservers)
    {
        if (Directory.Exists(file) || !File.Exists(file))
        {
            await Console.Error.WriteLineAsync(Directory.Exists(file)
                ? $"{file}: is a folder. Write the path of a file that holds the output of \"show running-config\"."
                : $"{file}: does not exist, or its folder may not be read. Write the path of a file that holds the output of \"show running-config\".");
            return ExitCode.Failure;
        }

        try
        {
            var site = SiteImport.Create(Path.GetFileName(file), await File.ReadAllLinesAsync(file), vservers);
            if (site.Text is null)
            {
                await WriteErrorsAsync(file, site);
                return ExitCode.Failure;
            }

            await WriteSiteAsync(site.Text, output, force);
            await WriteNotesAsync(file, site);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error is IOException && output is not null && !force && File.Exists(output)
                ? $"{output}: exists already. Write another path, or overwrite it with --force."
                : Describe(error, file, output));
            return ExitCode.Failure;
        }
    }

    private static string Describe(Exception error, string file, string? output) =>
        output is null ? $"{file}: cannot be read. Let your user read it, or try sudo. ({error.Message})"
        : Directory.Exists(output) ? $"{output}: is a folder. Write the path of a file in it after --output."
        : error is DirectoryNotFoundException ? $"{output}: its folder does not exist. Make it first, or write another path after --output."
        : $"{file} or {output}: cannot be read or written. ({error.Message})";

    private static async Task WriteSiteAsync(string text, string? output, bool force)
    {
        if (output is null)
        {
            await Console.Out.WriteAsync(text);
            return;
        }

        await using var stream = new FileStream(output, force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync(text);
    }

    private static async Task WriteErrorsAsync(string file, ImportedSite site)
    {
        foreach (var error in site.Errors)
        {
            await Console.Error.WriteLineAsync($"{file}: {error}");
        }

        await Console.Error.WriteLineAsync(site.Errors.Count == 1 ? "1 error; nothing was written." : $"{site.Errors.Count} errors; nothing was written.");
    }

    private static async Task WriteNotesAsync(string file, ImportedSite site)
    {
        if (site.Notes.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{file}: commands without an exact counterpart, and what the gateway does instead:");
        }

        foreach (var note in site.Notes)
        {
            await Console.Error.WriteLineAsync($"  line {note.Line}: {note.Command}{Environment.NewLine}      {note.Instead}");
        }
    }
}
