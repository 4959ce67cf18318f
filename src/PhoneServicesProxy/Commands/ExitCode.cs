namespace PhoneServicesProxy.Commands;

/// <summary>The exit codes of commands. 0 means success.</summary>
internal static class ExitCode
{
    /// <summary>The command line is wrong.</summary>
    public const int Misuse = 2;

    /// <summary>The configuration is wrong, or the gateway could not start with it.</summary>
    public const int Failure = 1;
}
