namespace PhoneServicesProxy.TestKit.Cluster;

/// <summary>The simulator's assembly: the one that <c>tests/run</c> compiles ahead of time, else the one that was built with the caller.</summary>
internal static class SimulatorProgram
{
    public const string Variable = "TEST_SIMULATOR";

    public static string Assembly { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } assembly
        ? assembly
        : Path.Combine(AppContext.BaseDirectory, "CallManagerSimulator.dll");
}
