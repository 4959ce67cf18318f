using System.Reflection;

namespace PhoneServicesProxy.Diagnostics;

/// <summary>The version that <c>--version</c>, the log, the metrics and the status page show. It is set in <c>Directory.Build.props</c>.</summary>
internal static class GatewayVersion
{
    /// <summary>Without the commit, which <c>--version</c> shows after a plus sign.</summary>
    public static string Text { get; } =
        typeof(GatewayVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
