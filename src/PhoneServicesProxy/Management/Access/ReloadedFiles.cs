using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// What was read from files, read anew when they have changed. While they cannot be read, what was read last counts.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="read">Makes something of them.</param>
/// <param name="time">They are looked at once a second at most.</param>
/// <param name="logger">Learns of new ones, and of ones that are wrong.</param>
internal sealed partial class ReloadedFiles<T>(string[] files, Func<T> read, TimeProvider time, ILogger logger)
    where T : class
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private T? _value;
    private string? _state;
    private long _looked;

    /// <exception cref="Exception">They could not be read even once.</exception>
    public T Value
    {
        get
        {
            lock (_gate)
            {
                if (_value is null || time.GetElapsedTime(_looked) >= Period)
                {
                    _looked = time.GetTimestamp();
                    Look();
                }

                return _value!;
            }
        }
    }

    private void Look()
    {
        var state = FileState.Of(files);
        if (state == _state)
        {
            return;
        }

        _state = state;
        try
        {
            var isFirst = _value is null;
            _value = read();
            if (!isFirst)
            {
                LogReplaced(files[0]);
            }
        }
        catch (Exception error) when (_value is not null && PemFiles.IsFault(error))
        {
            LogWrong(files[0], error.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{File} was replaced; new connections use it.", EventName = "CertificateReplaced")]
    private partial void LogReplaced(string file);

    [LoggerMessage(2, LogLevel.Error, "{File} was replaced by something that cannot be used: {Error} What was there before stays in use.", EventName = "CertificateWrong")]
    private partial void LogWrong(string file, string error);
}
