namespace PhoneServicesProxy.Certificates;

/// <summary>The reason why the certificate on disk is not in use.</summary>
/// <param name="Reason">The metric's tag: <c>expired</c>, <c>not_yet_valid</c>, <c>names</c>, <c>key</c>, <c>held_back</c> or <c>unusable</c>.</param>
/// <param name="Text">The text for operators.</param>
/// <param name="Until">The time until which it is held back; null if it waits for another reason.</param>
internal sealed record CertificateDoubt(string Reason, string Text, DateTimeOffset? Until = null)
{
    public const string HeldBack = "held_back";
}
