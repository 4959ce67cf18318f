using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>The headers of a node's answer that reach the phone: <c>PhoneServices:AnswerHeaders</c>. A reload changes these settings.</summary>
public sealed class AnswerHeadersOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:AnswerHeaders";

    /// <summary>
    /// Further headers that a phone gets, besides those that phones are known to read. Names are separated by commas, such as
    /// <c>X-Site, X-Queue</c>. Headers of the connection (Connection, Transfer-Encoding and the like) never pass.
    /// <value>Empty by default.</value>
    /// </summary>
    [RegularExpression(@"[!#$%&'*+.^_`|~0-9A-Za-z, -]*", ErrorMessage = "Write names of headers separated by commas, such as \"X-Site, X-Queue\".")]
    public string AlsoPass { get; init; } = "";

    /// <summary>
    /// Adds the header <c>X-PhoneServices-Node</c> with the node's name to each answer. It is for diagnosis, because it shows the
    /// nodes' names to every client.
    /// <value>False by default.</value>
    /// </summary>
    public bool NodeName { get; init; }
}
