namespace PhoneServicesProxy.Overload;

/// <summary>
/// Decides from measured queueing delays whether the gateway is overloaded. It applies CoDel's rule (RFC 8289) in the form for servers, which refuse
/// requests that have not started (Maurer, "Fail at Scale", ACM Queue 13, 2015). One long delay proves nothing. A standing queue exists if no delay is short
/// for a whole interval. After that, presses are admitted only as fast as they are served.
/// </summary>
internal sealed class OverloadDetector
{
    /// <summary>Overload ends after this many intervals in which hardly any press was refused.</summary>
    private const int QuietIntervals = 5;

    /// <summary>After a pause of the process, for example a garbage collection, only one or two delays are long.</summary>
    private const int MinLongDelays = 5;

    /// <summary>
    /// With more presses in flight than this, a few long delays in a row are enough. During a whole interval as many presses again would arrive, too late to
    /// be served in time. Fewer presses are in flight when the gateway starts, or when another cause delays them.
    /// </summary>
    private const int ManyInFlight = 400;

    /// <summary>
    /// In overload and in a crowd, a delay above this part (1/5) of the target is long. A press waits for a thread about ten times, and its node may be as
    /// busy. If each wait were as long as the target, each press would last a second. It would then be hedged and retried, which adds load.
    /// </summary>
    private const int CrowdedTargetDivisor = 5;

    /// <summary>The largest share of long delays in a gateway that is not overloaded.</summary>
    private const double MaxLongShare = 0.1;

    /// <summary>The time constant of the moving average.</summary>
    private static readonly TimeSpan AveragingTime = TimeSpan.FromMilliseconds(128);

    private int _longDelays;
    private double _longShare;
    private TimeSpan _lastShort;
    private TimeSpan _lastBusy;
    private TimeSpan _last;

    /// <summary>True if there is a standing queue, or was one a short time ago.</summary>
    public bool IsOverloaded { get; private set; }

    /// <summary>True if the last delay was long: one more press would only make all presses wait longer.</summary>
    public bool IsDelayLong { get; private set; }

    /// <summary>Must be called if the last delay is out of date.</summary>
    public void ForgetDelay() => IsDelayLong = false;

    /// <summary>Must be called if there is a standing queue elsewhere, which the measured delays do not show.</summary>
    public void Start(TimeSpan now) => (IsOverloaded, _lastBusy) = (true, now);

    /// <param name="now">The time since a fixed moment.</param>
    /// <param name="delay">The measured queueing delay.</param>
    /// <param name="inFlight">The number of presses in flight, or the number that arrived since the last short delay if that is larger.</param>
    /// <param name="options">The limits.</param>
    public void Observe(TimeSpan now, TimeSpan delay, int inFlight, LoadSheddingOptions options)
    {
        var passed = now - _last;
        _last = now;
        if (passed >= options.Interval)
        {
            // Nothing arrived for a while, so there was no queue.
            Reset(now - delay);
        }

        IsDelayLong = delay > options.TargetDelay / CrowdedTargetDivisor;
        IsOverloaded = IsOverloaded ? !HasEnded(now, passed, delay, options) : HasStarted(now, delay, inFlight, options);
    }

    private bool HasStarted(TimeSpan now, TimeSpan delay, int inFlight, LoadSheddingOptions options)
    {
        if (delay <= options.TargetDelay)
        {
            _lastShort = now;
            _longDelays = 0;
            return false;
        }

        _longDelays++;
        _lastBusy = now;
        return _longDelays >= MinLongDelays && (now - _lastShort >= options.Interval || inFlight > ManyInFlight);
    }

    private bool HasEnded(TimeSpan now, TimeSpan passed, TimeSpan delay, LoadSheddingOptions options)
    {
        _longShare += ((IsDelayLong ? 1 : 0) - _longShare) * (1 - Math.Exp(-passed / AveragingTime));
        if (_longShare > MaxLongShare || delay > options.TargetDelay)
        {
            _lastBusy = now;
        }

        if (now - _lastBusy < QuietIntervals * options.Interval)
        {
            return false;
        }

        Reset(now);
        return true;
    }

    private void Reset(TimeSpan lastShort) => (_lastShort, _longDelays, _longShare) = (lastShort, 0, 0);
}
