using System.Diagnostics.Metrics;

namespace PhoneServicesProxy.Certificates;

/// <summary>When certificates expire, as a gauge: seconds from now, below zero once expired.</summary>
internal sealed class CertificateGauges(IEnumerable<ReloadingCertificate> certificates, TimeProvider time)
{
    public void Register(Meter meter) =>
        meter.CreateObservableGauge(
            "phone_services.certificate.expiry", Expiries, "s", "Time until a certificate expires; below zero once it has.");

    private IEnumerable<Measurement<double>> Expiries() =>
        from certificate in certificates
        where certificate.Current is not null
        select new Measurement<double>(
            (certificate.Current!.NotAfter - time.GetUtcNow()).TotalSeconds,
            new KeyValuePair<string, object?>("certificate", certificate.Name));
}
