using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>Which headers of a node's answer reach the phone: <c>PhoneServices:AnswerHeaders</c>.</summary>
public sealed class AnswerHeadersOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:AnswerHeaders";

    /// <summary>
    /// The names, separated by commas, of headers that a phone gets besides those that phones are known to read, such as
    /// <c>X-Site, X-Queue</c>. Headers that speak of the connection (Connection, Transfer-Encoding and the like) never pass.
    /// <value>Empty by default.</value>
    /// </summary>
    [RegularExpression(@"[!#$%&'*+.^_`|~0-9A-Za-z, -]*", ErrorMessage = "Write names of headers separated by commas, such as \"X-Site, X-Queue\".")]
    public string AlsoPass { get; init; } = "";

    /// <summary>
    /// Whether each answer tells in the header <c>X-PhoneServices-Node</c> which node gave it. For diagnosis: it shows the
    /// names of nodes to everybody who can ask.
    /// <value>False by default.</value>
    /// </summary>
    public bool NodeName { get; init; }
}
