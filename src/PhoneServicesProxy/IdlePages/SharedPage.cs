namespace PhoneServicesProxy.IdlePages;

/// <summary>One phone's request for a page that others may get, too.</summary>
/// <param name="identity">What it has in common with those others.</param>
/// <param name="phone">The way to the phone.</param>
/// <param name="time">Measures how long an answer may take that is not held.</param>
/// <param name="gone">The phone has gone.</param>
internal sealed class SharedPage(string identity, Stream phone, TimeProvider time, CancellationToken gone) : IDisposable
{
    private readonly CancellationTokenSource _end = new(Timeout.InfiniteTimeSpan, time);
    private CancellationTokenRegistration _withThePhone;

    public string Identity => identity;

    public HeldBody Body { get; } = new(phone);

    /// <summary>
    /// The end of the request at the node. Not when the phone goes, because others wait for the same answer: the failover
    /// policy's time limits are limit enough.
    /// </summary>
    public CancellationToken End => _end.Token;

    /// <summary>A node gave an answer, of whatever kind.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>
    /// The answer is too long to be held, so it streams to this phone and ends with it.
    /// </summary>
    /// <param name="limit">Where others wait meanwhile: the time of a press, for they must not wait for a slow phone.</param>
    public void Stream(TimeSpan limit)
    {
        Body.Open();
        _withThePhone = gone.Register(_end.Cancel);
        _end.CancelAfter(limit);
    }

    public void Dispose()
    {
        _withThePhone.Dispose();
        _end.Dispose();
    }
}
