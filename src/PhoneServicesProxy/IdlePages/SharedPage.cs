namespace PhoneServicesProxy.IdlePages;

/// <summary>One phone's request for a page that other phones may also get.</summary>
/// <param name="identity">Everything that it has in common with those requests.</param>
/// <param name="phone">The response body to the phone.</param>
/// <param name="time">Measures the time limit of an answer that is not held.</param>
/// <param name="gone">Cancelled when the phone disconnects.</param>
internal sealed class SharedPage(string identity, Stream phone, TimeProvider time, CancellationToken gone) : IDisposable
{
    private readonly CancellationTokenSource _end = new(Timeout.InfiniteTimeSpan, time);
    private CancellationTokenRegistration _withThePhone;

    public string Identity => identity;

    public HeldBody Body { get; } = new(phone);

    /// <summary>
    /// Cancels the request to the node. The phone's disconnect does not, because others wait for the same answer.
    /// The failover policy's time limits are sufficient.
    /// </summary>
    public CancellationToken End => _end.Token;

    /// <summary>True if a node gave an answer of any kind.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>
    /// The answer is too long to be held. It streams to this phone, and it ends if the phone disconnects.
    /// </summary>
    /// <param name="limit">The time limit: the total time of a press if others wait, because they must not wait for a slow phone.</param>
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
