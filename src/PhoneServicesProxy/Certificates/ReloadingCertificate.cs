using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Certificates;

/// <summary>
/// A server's certificate: the one that is in its files now, or the last good one, where they are wrong or hold a worse one. Whoever accepts
/// a connection asks for <see cref="Current"/> then.
/// </summary>
/// <param name="name">What it is for, in logs and metrics.</param>
/// <param name="options">Where its files are; without a path there is no certificate. A change of the configuration counts, too.</param>
/// <param name="time">Tells what has expired.</param>
/// <param name="logger">Says what was taken over, and what not.</param>
internal sealed partial class ReloadingCertificate(string name, Func<CertificateOptions> options, TimeProvider time, ILogger<ReloadingCertificate> logger) : IReloaded
{
    private readonly FileChanges _changes = new(() => StateOf(options()));
    private volatile ServerCertificate? _current;
    private volatile CertificateDoubt? _doubt;
    private ServerCertificate? _waiting;

    public string Name => name;

    /// <summary>The certificate in force; null where none is configured.</summary>
    public ServerCertificate? Current => _current;

    /// <summary>Raised when another certificate is in force, or what the files hold is not: handlers must not wait.</summary>
    public event Action<ReloadingCertificate>? Changed;

    /// <summary>Why what the files hold now is not in force; null where it is.</summary>
    public CertificateDoubt? Doubt => _doubt;

    /// <summary>Since when that is so.</summary>
    public DateTimeOffset DoubtSince { get; private set; }

    /// <summary>Reads the files for the first time. One that has expired is taken, too: a gateway that does not start helps no phone.</summary>
    /// <exception cref="CertificateFileException">They are wrong.</exception>
    public void Load()
    {
        if (string.IsNullOrEmpty(options().Path))
        {
            return;
        }

        _changes.Reading();
        _current = CertificateFile.Load(options());
    }

    public void Refresh()
    {
        // Certificate and key are replaced one after the other. They are read when both stay the same.
        if (_changes.Look() && !string.IsNullOrEmpty(options().Path))
        {
            _changes.Reading();
            Read();
        }

        // What waits may become valid, or the one in force may expire.
        if (_waiting is { } waiting)
        {
            Consider(waiting);
        }
    }

    private void Read()
    {
        _waiting = null;
        _doubt = null;
        try
        {
            _waiting = CertificateFile.Load(options());
        }
        catch (CertificateFileException error)
        {
            Doubted(new("unusable", $"{error.Setting} {error.Message.TrimEnd('.')}"));
            LogKept(name, error.Setting, error.Message);
            Changed?.Invoke(this);
        }
        catch (IOException error) when (ExhaustionErrors.Of(error) is not null)
        {
            // The gateway can open no file at the moment: the next look may.
            _changes.Forget();
        }
    }

    private void Consider(ServerCertificate waiting)
    {
        var doubt = _current is { } current ? CertificateComparison.DoubtOf(waiting, current, time.GetUtcNow()) : null;
        if (doubt is null)
        {
            (_current, _waiting, _doubt) = (waiting, null, null);
            LogReplaced(name, waiting.Certificate.Subject, waiting.NotAfter, waiting.Fingerprint);
            Changed?.Invoke(this);
        }
        else if (doubt != _doubt)
        {
            Doubted(doubt);
            LogWaits(name, waiting.Certificate.Subject, waiting.Fingerprint, doubt.Words);
            Changed?.Invoke(this);
        }
    }

    private void Doubted(CertificateDoubt doubt) => (DoubtSince, _doubt) = (time.GetUtcNow(), doubt);

    private static string StateOf(CertificateOptions options)
    {
        string?[] files = [options.Path, options.KeyPath];
        return $"{FileState.Of(files.OfType<string>().Where(file => file.Length > 0))} {options.Password}";
    }
}
