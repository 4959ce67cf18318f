using System.Text.RegularExpressions;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>Checks whether an answer is good for a cluster's probes.</summary>
internal sealed class ProbeCheck(HealthMetadata expected)
{
    /// <summary>The reason for a page on which the service itself reports that it does not work.</summary>
    public const string ContainsFailureText = $"matches {HealthMetadataKeys.MustNotMatch}";

    /// <summary>The reason for a page without its identifying text.</summary>
    public const string IsNotWhatItShould = $"does not match {HealthMetadataKeys.MustMatch}";

    private readonly StatusRanges? _status = StatusRanges.TryParse(expected.Status);
    private readonly string[]? _roots = expected.Root is null ? null : HealthMetadata.Roots(expected.Root);
    private readonly Regex? _mustMatch = expected.MustMatch is null ? null : HealthMetadata.ToRegex(expected.MustMatch);
    private readonly Regex? _mustNotMatch =
        expected.MustNotMatch is null ? null : HealthMetadata.ToRegex(expected.MustNotMatch);

    /// <summary>The fault of the answer, in words without any of its content; None and null if there is none.</summary>
    public (AttemptFailure Failure, string? Reason) Judge(int status, ReadOnlyMemory<byte> page, string? contentType)
    {
        if (_status?.Contains(status) != true)
        {
            return (AttemptFailure.BadStatus, $"status {status}, not {expected.Status}");
        }

        var reason = FaultOfPage(page, contentType);
        return (reason is null ? AttemptFailure.None : AttemptFailure.BadPage, reason);
    }

    private string? FaultOfPage(ReadOnlyMemory<byte> page, string? contentType)
    {
        if (expected.PhoneXml || _roots is not null)
        {
            var root = ProbePageCheck.PhoneRoot(page, contentType);
            if (root is null)
            {
                return ProbePageCheck.Describe(page, contentType);
            }

            if (_roots?.Contains(root) == false)
            {
                return $"root element {root}, not {expected.Root}";
            }
        }

        return _mustMatch is null && _mustNotMatch is null ? null : FaultOfText(ProbePageCheck.Text(page, contentType));
    }

    private string? FaultOfText(string text)
    {
        try
        {
            return _mustMatch?.IsMatch(text) == false ? IsNotWhatItShould
                : _mustNotMatch?.IsMatch(text) == true ? ContainsFailureText
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return "matching took too long";
        }
    }
}
