namespace PhoneServicesProxy.Certificates;

/// <summary>The reason why the certificate on disk is not in use.</summary>
/// <param name="Reason">The metric's tag: <c>expired</c>, <c>not_yet_valid</c>, <c>names</c>, <c>key</c> or <c>unusable</c>.</param>
/// <param name="Words">The text for operators.</param>
internal sealed record CertificateDoubt(string Reason, string Words);
