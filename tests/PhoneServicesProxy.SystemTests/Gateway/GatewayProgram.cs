using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>
/// The gateway's program: of the Debian package that <c>tests/run</c> builds once and names in <see cref="Variable"/>, so that what is shipped is
/// tested and no start waits for a compiler; else the one that was built along with these tests.
/// </summary>
internal static class GatewayProgram
{
    public const string Variable = "TEST_GATEWAY";

    /// <summary>What starts it, without arguments.</summary>
    public static IReadOnlyList<string> Command { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } program
        ? [program]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "PhoneServicesProxy.dll")];

    public static ChildProgram With(params string[] arguments) => new(Command[0], [.. Command.Skip(1), .. arguments]);

    /// <summary>Runs a command of the gateway to its end.</summary>
    public static Task<(int ExitCode, string Output)> TryAsync(params string[] arguments) =>
        TestKit.Processes.Command.TryAsync(Command[0], [.. Command.Skip(1), .. arguments]);
}
