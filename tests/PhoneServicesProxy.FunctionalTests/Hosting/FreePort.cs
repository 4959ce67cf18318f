namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>A port that nobody listens on.</summary>
internal static class FreePort
{
    public static int Next() => TestKit.Processes.FreePort.OnLoopback().Port;
}
