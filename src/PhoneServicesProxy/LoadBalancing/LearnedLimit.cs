namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// The number of requests of one service that a node accepts at once, learned from its refusals. A gateway does not know how many requests
/// other gateways have there. A refusal lowers the limit to the requests that run. While the limit is fully used, it grows by one each
/// second. The lock of the node guards it.
/// </summary>
internal sealed class LearnedLimit
{
    private static readonly TimeSpan Growth = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(800);

    private int _running;
    private int _limit = int.MaxValue;
    private long _changed;
    private TimeSpan _pause;
    private bool _isClosed;

    /// <summary>True if the node may accept one more.</summary>
    public bool HasRoom => !_isClosed && _running < _limit;

    public void Entered() => _running++;

    public void Left(PlaceResult result, TimeProvider time)
    {
        var wasFull = _running >= _limit;
        _running--;
        switch (result)
        {
            case PlaceResult.Refused:
                Refused(time);
                break;
            case PlaceResult.Executed:
                Executed(wasFull, time);
                break;
        }
    }

    /// <summary>Ends a pause that is over.</summary>
    /// <returns>True if a pause has just ended.</returns>
    public bool Reopen(TimeProvider time)
    {
        if (!_isClosed || time.GetElapsedTime(_changed) < _pause)
        {
            return false;
        }

        _isClosed = false;
        return true;
    }

    private void Refused(TimeProvider time)
    {
        _limit = Math.Max(1, Math.Min(_limit, _running));
        _changed = time.GetTimestamp();
        if (_running > 0)
        {
            return;
        }

        // All requests at the node are from other gateways, so no request of ours will end and show that there is room.
        _isClosed = true;
        _pause = _pause == TimeSpan.Zero ? ShortestPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    private void Executed(bool wasFull, TimeProvider time)
    {
        (_pause, _isClosed) = (TimeSpan.Zero, false);
        if (wasFull && time.GetElapsedTime(_changed) >= Growth)
        {
            _limit++;
            _changed = time.GetTimestamp();
        }
    }
}
