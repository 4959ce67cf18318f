using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Certificates;

/// <summary>Reports the seconds until each certificate expires (negative if it has), and the certificates on disk that are not in use.</summary>
internal sealed class CertificateGauges : IFeatureMetrics
{
    private readonly IEnumerable<ReloadingCertificate> _certificates;
    private readonly TimeProvider _time;

    public CertificateGauges(IMeterFactory meters, IEnumerable<ReloadingCertificate> certificates, TimeProvider time)
    {
        (_certificates, _time) = (certificates, time);
        var meter = meters.CreateGatewayMeter();
        meter.CreateObservableGauge(
            "phone_services.certificate.expiry", Expiries, "s", "Time until a certificate expires; below zero once it has.");
        meter.CreateObservableGauge(
            "phone_services.certificate.waiting", Waiting, "{certificate}", "Certificates on disk that are not in force, because the previous one is better or because they are held back, by reason.");
        meter.CreateObservableGauge(
            "phone_services.certificate.activation", Activations, "s", "Time until a held-back certificate on disk comes into force.");
    }

    private IEnumerable<Measurement<int>> Waiting() =>
        from certificate in _certificates
        where certificate.Doubt is not null
        select new Measurement<int>(1, new("certificate", certificate.Name), new("reason", certificate.Doubt!.Reason));

    private IEnumerable<Measurement<double>> Activations() =>
        from certificate in _certificates
        where certificate.Doubt?.Until is not null
        select new Measurement<double>(
            (certificate.Doubt!.Until!.Value - _time.GetUtcNow()).TotalSeconds,
            new KeyValuePair<string, object?>("certificate", certificate.Name));

    private IEnumerable<Measurement<double>> Expiries() =>
        from certificate in _certificates
        where certificate.Current is not null
        select new Measurement<double>(
            (certificate.Current!.NotAfter - _time.GetUtcNow()).TotalSeconds,
            new KeyValuePair<string, object?>("certificate", certificate.Name));
}
