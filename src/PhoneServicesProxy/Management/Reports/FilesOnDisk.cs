using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.OrderLog;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Management.Reports;

/// <summary>
/// Reports files on disk that are not in force: configuration, certificates, keys and orders for missing nodes. It also reports an audit log that
/// cannot be written.
/// </summary>
internal sealed class FilesOnDisk
{
    /// <summary>The number of errors that are shown. <c>check</c> and the log show all.</summary>
    private const int Named = 2;

    private readonly ReloadingCertificate[] _certificates;
    private readonly ApiKeys _keys;
    private readonly OrderLogWriter _orderLog;
    private readonly NodeOverrides _overrides;
    private readonly TimeProvider _time;
    private volatile VerdictReport? _rejected;

    public FilesOnDisk(
        ConfigurationReloader reloader, IEnumerable<ReloadingCertificate> certificates, ApiKeys keys, OrderLogWriter orderLog, NodeOverrides overrides, TimeProvider time)
    {
        (_certificates, _keys, _orderLog, _overrides, _time) = ([.. certificates], keys, orderLog, overrides, time);
        reloader.Reloaded += OnReload;
    }

    public IEnumerable<VerdictReport> NotInForce() =>
        (_rejected is { } rejected ? new[] { rejected } : []).Concat(_certificates.Select(Of).OfType<VerdictReport>()).Concat(_keys.Faults.Select(Of)).Concat(NotRecorded());

    /// <summary>New certificates that are held back.</summary>
    public IEnumerable<VerdictReport> CertificatesHeldBack() =>
        from certificate in _certificates
        where certificate.Doubt is { Until: not null }
        select new VerdictReport(
            VerdictKind.CertificateHeldBack, null, [], $"A new certificate for {certificate.Name} WAITS", null, certificate.DoubtSince, certificate.Doubt!.Text);

    /// <summary>Earlier orders for nodes that are not in the configuration.</summary>
    public IEnumerable<VerdictReport> OrdersThatWait(GatewayConfiguration configuration) =>
        from order in _overrides.All
        where ConfiguredNodes.Find(configuration, order.Key) is null
        orderby order.Key
        select new VerdictReport(
            VerdictKind.OrderWaits, order.Key, [], $"{order.Key} is NOT CONFIGURED", null, order.Value.Since,
            $"an order by {order.Value.By} waits for it, to be {ReportText.Of(order.Value.State)}. To cancel it: PhoneServicesProxy activate {order.Key}");

    private void OnReload(LoadedConfiguration loaded)
    {
        var cause = CauseOf(loaded.Errors);
        _rejected = loaded.Configuration is not null ? null
            : _rejected is { } known && known.Cause == cause ? known
            : new(VerdictKind.ConfigurationRejected, null, [], "The configuration on disk is NOT IN FORCE", null, _time.GetUtcNow(), cause);
    }

    private static string CauseOf(IReadOnlyList<ConfigurationError> errors)
    {
        var more = errors.Count <= Named ? "" : $" And {Plural.Of(errors.Count - Named, "more error")}: PhoneServicesProxy check names all.";
        return $"{string.Join(' ', errors.Take(Named).Select(error => $"{error}"))}{more} The last good one stays";
    }

    private IEnumerable<VerdictReport> NotRecorded() => _orderLog.Trouble is { } trouble
        ? [new(VerdictKind.OrdersNotRecorded, null, [], "Orders are NOT RECORDED in the audit log", null, trouble.Since,
            $"{trouble.File} cannot be written: {trouble.Error.TrimEnd('.')}. They are carried out, and recorded in the gateway's own log")]
        : [];

    private static VerdictReport Of(KeyFault key) => new(
        VerdictKind.KeyNotInForce, null, [], $"The key of {key.Name} on disk is NOT IN FORCE", null, key.Since,
        $"it is {key.File}, {key.Fault}. {(key.HasBefore ? "The previous one stays" : "Nobody can use it")}");

    private static VerdictReport? Of(ReloadingCertificate certificate) => certificate.Doubt is { Until: null } doubt
        ? new(VerdictKind.CertificateWaits, null, [], $"The certificate on disk for {certificate.Name} is NOT IN FORCE", null, certificate.DoubtSince, $"{doubt.Text}. The previous one stays")
        : null;
}
