namespace PhoneServicesProxy.Certificates;

/// <summary>
/// Checks twice a second whether certificate files have changed, and whether a certificate expires. Files are polled, not watched; see
/// <see cref="Configuration.ConfigurationReloader"/>: Kubernetes replaces symbolic links.
/// </summary>
internal sealed class CertificateWatcher(
    IEnumerable<IReloaded> files, CertificateAlarm alarm, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        using var stopping = stoppingToken.Register(timer.Dispose);
        do
        {
            foreach (var file in files)
            {
                file.Refresh();
            }

            alarm.Check();
        }
        while (await timer.WaitForNextTickAsync(CancellationToken.None));
    }
}
