using System.Runtime.InteropServices;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Applies changed files, or keeps the last good configuration and logs why. Files are checked twice a second instead of watched:
/// a Kubernetes ConfigMap changes by a symbolic link, which file watchers do not see.
/// </summary>
internal sealed partial class ConfigurationReloader(
    ConfigurationLoader loader, CurrentConfiguration current, ConfigurationMetrics metrics, TimeProvider time, ILogger<ConfigurationReloader> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>The largest number of errors in the log, because one mistake may appear in hundreds of places.</summary>
    private const int MaxLogged = 20;

    private volatile bool _asked;
    private volatile IReadOnlyList<ConfigurationError> _lastErrors = [];

    /// <summary>Raised after changed files were applied or rejected. Handlers must not block.</summary>
    public event Action<LoadedConfiguration>? Reloaded;

    /// <summary>The errors of the files if they are not in use; empty if they are.</summary>
    public IReadOnlyList<ConfigurationError> LastErrors => _lastErrors;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _asked = true;
        });
        using var timer = new PeriodicTimer(Period, time);
        using var stopping = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var haveChanged = loader.Changes.Check();
            if ((_asked || haveChanged) && FileState.CanBeOpened(loader.Files))
            {
                _asked = false;
                await TryReloadAsync();
            }
        }
    }

    private async Task TryReloadAsync()
    {
        try
        {
            await ReloadAsync();
        }
        catch (Exception error)
        {
            // This is a fault of the gateway itself. The next change of a file may still be applied.
            LogFailed(error);
            _lastErrors = [new(null, ConfigurationLayers.FileKey, $"could not be applied, because of a fault of the gateway ({error.GetBaseException().GetType().Name}). The log has the details for its developers.")];
            metrics.Reloaded(accepted: false);
            Reloaded?.Invoke(new(null, _lastErrors));
        }
    }

    private async Task ReloadAsync()
    {
        var candidate = await loader.LoadAsync();
        if (candidate.Configuration is null)
        {
            _lastErrors = candidate.Errors;
            metrics.Reloaded(accepted: false);
            LogRejected(Plural.Of(candidate.Errors.Count, "error"));
            foreach (var error in candidate.Errors.Take(MaxLogged))
            {
                LogError(error.ToString());
            }

            if (candidate.Errors.Count > MaxLogged)
            {
                LogMoreErrors(Plural.Of(candidate.Errors.Count - MaxLogged, "more error"));
            }

            Reloaded?.Invoke(candidate);
            return;
        }

        var before = current.Value.Root;
        if (current.Accept(candidate.Configuration) is { } failure)
        {
            throw new InvalidOperationException("It could not be applied.", failure);
        }

        _lastErrors = [];
        metrics.Reloaded(accepted: true);
        WarnOfRestart(before, candidate.Configuration.Root);
        LogAccepted(Plural.Of(NodesIn(candidate.Configuration), "node"), Plural.Of(candidate.Configuration.Routes.Count, "route"));
        Reloaded?.Invoke(candidate);
    }

    private static int NodesIn(GatewayConfiguration configuration) =>
        configuration.Clusters.SelectMany(cluster => cluster.Destinations?.Keys ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    private void WarnOfRestart(IConfigurationRoot before, IConfigurationRoot next)
    {
        foreach (var (key, change) in loader.RestartSettings.Changed(before, next))
        {
            LogNeedsRestart(key, change);
        }
    }
}
