namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// How many requests of one service a node takes at once, as far as its refusals tell: no gateway knows how many other gateways have there. A
/// refusal lowers the limit to what runs; while all of it is used, it grows by one each second. Its node's lock guards it.
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

    /// <summary>True if the node would take one more.</summary>
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
    /// <returns>True if it has ended now.</returns>
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

        // All that the node works on is of others, so none of ours will end and say that there is room.
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
