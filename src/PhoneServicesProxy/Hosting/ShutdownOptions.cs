using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Hosting;

/// <summary>How the gateway goes: <c>PhoneServices:Shutdown</c>.</summary>
public sealed class ShutdownOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Shutdown";

    /// <summary>
    /// For how long the gateway goes on serving after it was told to stop, while <c>/readyz</c> already answers 503 and each answer
    /// ends its connection: so keepalived or a load balancer leads phones elsewhere, and a phone that keeps its connection learns in
    /// good order that it is over. Then no connection is accepted any more, and what is running is finished.
    /// <value>1 s by default; from 0 to 20 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:01\", from 0 to 20 s.")]
    public TimeSpan Notice { get; init; } = TimeSpan.FromSeconds(1);
}
