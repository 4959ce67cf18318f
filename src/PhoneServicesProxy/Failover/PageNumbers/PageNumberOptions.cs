using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>
/// The meaning of a number in an ordinary page: <c>PhoneServices:PageNumbers:SET:NUMBER</c>, with a number from 0 to 999. A route names
/// its set in its metadata <c>PageNumbers</c>. Numbers that are not in the set are answers. A reload applies changes.
/// </summary>
public sealed class PageNumberOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:PageNumbers";

    /// <summary>The party that the page blames. <value>Required: <c>Node</c>, <c>Busy</c>, <c>Setup</c> or <c>Answer</c>.</value></summary>
    [Required(ErrorMessage = "Write Node, Busy, Setup or Answer.")]
    public PageNumberClass Class { get; init; } = PageNumberClass.Answer;

    /// <summary>
    /// A parameter of the query or form. If the request lacks it, the class is <see cref="PageNumberClass.Setup"/>.
    /// <value>Empty by default: the class holds for every request.</value>
    /// </summary>
    public string? SetupWithout { get; init; }

    /// <summary>
    /// When the page proves that nothing was executed, for <see cref="PageNumberClass.Node"/> and <see cref="PageNumberClass.Busy"/>.
    /// <value><see cref="NotExecutedProof.Never"/> by default.</value>
    /// </summary>
    public NotExecutedProof NotExecuted { get; init; } = NotExecutedProof.Never;

    /// <summary>
    /// The CallManager parameter or setting that the alarm says to change.
    /// <value>Empty by default; required for <see cref="PageNumberClass.Setup"/> and with <see cref="SetupWithout"/>.</value>
    /// </summary>
    public string? Parameter { get; init; }

    /// <summary>The meaning of the number in plain words, for logs. <value>Required.</value></summary>
    [Required(ErrorMessage = "Write in plain words what the number says, for the log.")]
    public string? Meaning { get; init; }
}
