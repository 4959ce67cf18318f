using System.Globalization;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>
/// Runs the load generator and the measured programs on different processors, so they do not compete. Programs that are started between the
/// two calls run on the first processor only. They are started there, because .NET counts its processors once, at its start.
/// </summary>
internal static class Processors
{
    /// <summary>Runs this process, and the programs that it starts, on the first processor. Does nothing if there is only one.</summary>
    public static Task UseFirstAsync() => UseAsync("0");

    /// <summary>Runs this process on all other processors.</summary>
    public static Task UseOthersAsync() => UseAsync(string.Create(CultureInfo.InvariantCulture, $"1-{Count - 1}"));

    private static int Count { get; } = Environment.ProcessorCount;

    private static async Task UseAsync(string processors)
    {
        if (Count < 2)
            return;

        DebianPackages.Require("taskset");
        await Command.RunAsync(
            "taskset", "--all-tasks", "--cpu-list", "--pid", processors, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }
}
