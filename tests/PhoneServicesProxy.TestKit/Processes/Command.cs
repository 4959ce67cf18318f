using System.Diagnostics;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>Runs a program to its end. The default limit is a minute, because on a busy machine a start alone takes seconds.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Returns the output of both streams. Throws if the exit code is not 0.</summary>
    public static Task<string> RunAsync(string program, params string[] arguments) => RunAsync(Limit, program, arguments);

    /// <inheritdoc cref="RunAsync(string, string[])"/>
    public static async Task<string> RunAsync(TimeSpan limit, string program, params string[] arguments)
    {
        var (code, output) = await TryAsync(limit, program, arguments);
        return code == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {code}: {output}");
    }

    public static Task<(int ExitCode, string Output)> TryAsync(string program, params string[] arguments) => TryAsync(Limit, program, arguments);

    /// <inheritdoc cref="TryAsync(string, string[])"/>
    public static async Task<(int ExitCode, string Output)> TryAsync(TimeSpan limit, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(limit, TimeProvider.System);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took more than {limit.TotalSeconds} s");
        }
    }
}
