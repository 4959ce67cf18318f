using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Certificates;

/// <summary>
/// A server's certificate: the one in its files, or the last good one if the files are invalid or contain a worse one.
/// <see cref="Current"/> must be read for each new connection.
/// </summary>
/// <param name="name">Its name in logs and metrics.</param>
/// <param name="options">Gets its settings, which a reload may change. Without a path there is no certificate.</param>
/// <param name="time">Decides what has expired.</param>
/// <param name="logger">Logs which certificates were used and which were not.</param>
internal sealed partial class ReloadingCertificate(string name, Func<CertificateOptions> options, TimeProvider time, ILogger<ReloadingCertificate> logger) : IReloaded
{
    private readonly FileChanges _changes = new(() => StateOf(options()));
    private volatile ServerCertificate? _current;
    private volatile CertificateDoubt? _doubt;
    private volatile ServerCertificate? _waiting;
    private volatile string? _ordered;
    private (string Fingerprint, DateTimeOffset At) _seen;

    public string Name => name;

    /// <summary>The certificate in use; null if none is configured.</summary>
    public ServerCertificate? Current => _current;

    /// <summary>Raised when another certificate comes into use, or when the files contain one that does not. Handlers must not block.</summary>
    public event Action<ReloadingCertificate>? Changed;

    /// <summary>The reason why the certificate in the files is not in use; null if it is.</summary>
    public CertificateDoubt? Doubt => _doubt;

    /// <summary>The certificate in the files that is not in use; null if there is none, or if it cannot be read.</summary>
    public ServerCertificate? Waiting => _waiting;

    /// <summary>The time since which the certificate in the files has not been in use.</summary>
    public DateTimeOffset DoubtSince { get; private set; }

    /// <summary>Reads the files for the first time. An expired certificate is also used, because a gateway that does not start helps no phone.</summary>
    /// <exception cref="CertificateFileException">The files are invalid.</exception>
    public void Load()
    {
        if (string.IsNullOrEmpty(options().Path))
        {
            return;
        }

        _changes.MarkRead();
        var current = _current = CertificateFile.Load(options());
        if (ActivationTime.Parse(options().ActivateAfter)?.At is { } at && at > time.GetUtcNow())
        {
            LogNotHeldBack(name, at, current.Certificate.Subject, current.Fingerprint);
        }
    }

    /// <summary>Ends the wait of a certificate that is held back. It comes into force at the next <see cref="Refresh"/>.</summary>
    /// <param name="by">The person or program that ordered it.</param>
    /// <returns>The certificate; null if none is held back.</returns>
    public ServerCertificate? ActivateNow(string by)
    {
        if (_waiting is not { } waiting || _doubt?.Until is null)
        {
            return null;
        }

        _ordered = waiting.Fingerprint;
        LogOrdered(by, name, waiting.Fingerprint);
        return waiting;
    }

    public void Refresh()
    {
        // Files that are still being written, or that are replaced one after the other, are not read until they have stopped changing.
        _changes.ReadIfChanged(Read);

        // The waiting certificate may become valid, or the one in use may expire.
        if (_waiting is { } waiting)
        {
            Consider(waiting);
        }
    }

    private void Read()
    {
        if (string.IsNullOrEmpty(options().Path))
        {
            return;
        }

        _waiting = null;
        _doubt = null;
        try
        {
            var found = _waiting = CertificateFile.Load(options());
            if (found.Fingerprint != _seen.Fingerprint)
            {
                _seen = (found.Fingerprint, time.GetUtcNow());
            }
        }
        catch (CertificateFileException error)
        {
            Doubted(new("unusable", $"{error.Setting} {error.Message.TrimEnd('.')}"));
            LogKept(name, error.Setting, error.Message);
            Changed?.Invoke(this);
        }
    }

    private void Consider(ServerCertificate waiting)
    {
        var doubt = _current is { } current ? CertificateComparison.DoubtOf(waiting, current, time.GetUtcNow()) ?? HoldOf(waiting, current) : null;
        if (doubt is null)
        {
            (_current, _waiting, _doubt) = (waiting, null, null);
            LogReplaced(name, waiting.Certificate.Subject, waiting.NotAfter, waiting.Fingerprint);
            Changed?.Invoke(this);
        }
        else if (doubt != _doubt)
        {
            Doubted(doubt);
            if (doubt.Until is null)
            {
                LogWaits(name, waiting.Certificate.Subject, waiting.Fingerprint, doubt.Text);
            }
            else
            {
                LogHeldBack(name, waiting.Certificate.Subject, doubt.Text);
            }

            Changed?.Invoke(this);
        }
    }

    /// <summary>Null if the certificate is not held back.</summary>
    private CertificateDoubt? HoldOf(ServerCertificate waiting, ServerCertificate current)
    {
        if (ActivationTime.Parse(options().ActivateAfter) is not { } wanted || waiting.Fingerprint == current.Fingerprint || waiting.Fingerprint == _ordered)
        {
            return null;
        }

        var due = CertificateHold.EndOf(wanted, _seen.At, current.NotAfter);
        return due <= time.GetUtcNow() ? null : CertificateHold.Of(waiting, due, isCutShort: due < wanted.Of(_seen.At));
    }

    private void Doubted(CertificateDoubt doubt) => (DoubtSince, _doubt) = (time.GetUtcNow(), doubt);

    private static string StateOf(CertificateOptions options)
    {
        string?[] files = [options.Path, options.KeyPath];
        return $"{FileState.Of(files.OfType<string>().Where(file => file.Length > 0))} {options.Password}";
    }
}
