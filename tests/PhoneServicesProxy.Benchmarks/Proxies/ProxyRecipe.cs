using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Proxies;

/// <summary>How to start one of the proxies.</summary>
/// <param name="Key">What the command line calls it.</param>
/// <param name="Title">What the tables call it.</param>
/// <param name="Settings">Its file in the <c>settings</c> folder.</param>
/// <param name="Program">The program, given the path of the filled-in settings.</param>
/// <param name="Version">Which version this machine has.</param>
internal sealed record ProxyRecipe(
    string Key, string Title, string Settings, Func<string, ChildProgram> Program, Func<Task<string>> Version)
{
    /// <summary>What must be done before the program can be started.</summary>
    public Func<Task> Prepare { get; init; } = Nothing;

    private static Task Nothing() => Task.CompletedTask;
}
