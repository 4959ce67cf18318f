namespace PhoneServicesProxy.Certificates;

/// <summary>Why what lies on disk is not in force.</summary>
/// <param name="Reason">For the metric: <c>expired</c>, <c>not_yet_valid</c>, <c>names</c>, <c>key</c> or <c>unusable</c>.</param>
/// <param name="Words">For people.</param>
internal sealed record CertificateDoubt(string Reason, string Words);
