using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>
/// What a number in an ordinary page says: <c>PhoneServices:PageNumbers:SET:NUMBER</c>, the number from 0 to 999. A route names
/// its set in its metadata <c>PageNumbers</c>. Numbers that a set does not list are answers.
/// </summary>
public sealed class PageNumberOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:PageNumbers";

    /// <summary>Whom the page blames. <value>Required: <c>Node</c>, <c>Setup</c> or <c>Answer</c>.</value></summary>
    [Required(ErrorMessage = "Write Node, Setup or Answer.")]
    public PageNumberClass Class { get; init; } = PageNumberClass.Answer;

    /// <summary>
    /// The class is <see cref="PageNumberClass.Setup"/> where the request lacks this parameter, in its query or its form.
    /// <value>Empty by default: the class holds for every request.</value>
    /// </summary>
    public string? SetupWithout { get; init; }

    /// <summary>
    /// For <see cref="PageNumberClass.Node"/>: when the page proves that nothing was executed.
    /// <value><see cref="NotExecutedProof.Never"/> by default.</value>
    /// </summary>
    public NotExecutedProof NotExecuted { get; init; } = NotExecutedProof.Never;

    /// <summary>
    /// The CallManager parameter or setting to change, for the alarm.
    /// <value>Empty by default; required for <see cref="PageNumberClass.Setup"/>.</value>
    /// </summary>
    public string? Parameter { get; init; }

    /// <summary>In plain words, for logs, what the number says. <value>Required.</value></summary>
    [Required(ErrorMessage = "Write in plain words what the number says, for the log.")]
    public string? Meaning { get; init; }
}
