namespace PhoneServicesProxy.Commands;

/// <summary>What commands end with, beside 0.</summary>
internal static class ExitCode
{
    /// <summary>The command line itself is wrong.</summary>
    public const int Misuse = 2;

    /// <summary>The configuration is wrong, or the gateway could not start with it.</summary>
    public const int Failure = 1;
}
