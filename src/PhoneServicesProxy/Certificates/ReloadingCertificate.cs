using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Certificates;

/// <summary>
/// A server's certificate: the one that is in its files now, or the last good one, where they are wrong. Whoever accepts a connection
/// asks for <see cref="Current"/> then.
/// </summary>
/// <param name="name">What it is for, in logs and metrics.</param>
/// <param name="options">Where its files are; without a path there is no certificate. A change of the configuration counts, too.</param>
/// <param name="logger">Says what was taken over, and what not.</param>
internal sealed partial class ReloadingCertificate(string name, Func<CertificateOptions> options, ILogger<ReloadingCertificate> logger) : IReloaded
{
    private volatile ServerCertificate? _current;
    private string _loadedState = "";
    private string _lastState = "";

    public string Name => name;

    /// <summary>The certificate in force; null where none is configured.</summary>
    public ServerCertificate? Current => _current;

    /// <summary>Reads the files for the first time.</summary>
    /// <exception cref="CertificateFileException">They are wrong.</exception>
    public void Load()
    {
        if (string.IsNullOrEmpty(options().Path))
        {
            return;
        }

        _loadedState = _lastState = State();
        _current = CertificateFile.Load(options());
    }

    public void Refresh()
    {
        // Files that are still being written, or that are replaced one after the other, are left alone until they stay the same.
        var state = State();
        var isStable = state == _lastState;
        _lastState = state;
        if (state == _loadedState || !isStable || string.IsNullOrEmpty(options().Path))
        {
            return;
        }

        _loadedState = state;
        try
        {
            _current = CertificateFile.Load(options());
            LogReplaced(name, _current.Certificate.Subject, _current.NotAfter, _current.Fingerprint);
        }
        catch (CertificateFileException error)
        {
            LogKept(name, error.Setting, error.Message);
        }
        catch (IOException error) when (ExhaustionErrors.Of(error) is not null)
        {
            // The gateway can open no file at the moment: the next look may.
            _loadedState = "";
        }
    }

    private string State()
    {
        var now = options();
        string?[] files = [now.Path, now.KeyPath];
        return $"{FileState.Of(files.OfType<string>().Where(file => file.Length > 0))} {now.Password}";
    }
}
