using System.Globalization;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>
/// Keeps programs apart, so that who presses does not take the time of whom is measured. What is started in between runs on the first
/// processor alone, and knows it from its start: .NET sets itself up for as many as it may use.
/// </summary>
internal static class Processors
{
    /// <summary>This process, and what it starts from now on, runs on the first processor. Nothing where there is only one.</summary>
    public static Task UseFirstAsync() => UseAsync("0");

    /// <summary>This process runs on all others.</summary>
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
