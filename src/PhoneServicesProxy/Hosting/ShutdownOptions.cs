using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Hosting;

/// <summary>How the gateway stops: <c>PhoneServices:Shutdown</c>. A reload applies changes.</summary>
public sealed class ShutdownOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Shutdown";

    /// <summary>
    /// How long the gateway continues to serve after the stop signal. Meanwhile <c>/readyz</c> answers 503, so keepalived or a load balancer sends
    /// phones elsewhere. Each answer closes its connection. After this time no connection is accepted, and requests in progress are finished.
    /// <value>1 s by default, 0 to 20 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:01\", from 0 to 20 s.")]
    public TimeSpan Notice { get; init; } = TimeSpan.FromSeconds(1);
}
