namespace PhoneServicesProxy.Overload;

/// <summary>
/// Decides by the waits that were measured whether the gateway has more to do than it can: CoDel's rule (RFC 8289) in the form that servers
/// use, where those are turned away that have not begun (Maurer, "Fail at Scale", ACM Queue 13, 2015). A wait alone says nothing, a wait that no
/// shorter one interrupts for an interval is a standing queue.
/// </summary>
internal sealed class OverloadDetector
{
    /// <summary>Intervals without a long wait until overload is over; until then each long wait counts at once.</summary>
    private const int CalmIntervals = 5;

    /// <summary>A process that was stopped for a while, as by a collection of garbage, has one long wait or two.</summary>
    private const int LeastLongWaits = 5;

    private int _longWaits;
    /// <summary>
    /// With so many presses in flight a few long waits in a row are enough: in a whole interval as many again would come that nobody can serve
    /// in time. A start, or whatever else makes few presses wait for long, has fewer.
    /// </summary>
    private const int ManyInFlight = 400;

    private TimeSpan _lastShort;
    private TimeSpan _lastLong;
    private TimeSpan _last;

    /// <summary>There is a standing queue, or was one a moment ago.</summary>
    public bool IsOverloaded { get; private set; }

    /// <summary>Whether a press that comes now is turned away: only while the queue is too long, so that there is always work.</summary>
    public bool Sheds { get; private set; }

    /// <param name="now">The time, since any moment.</param>
    /// <param name="delay">How long work waits for a thread.</param>
    /// <param name="inFlight">Presses that have begun and have not ended.</param>
    /// <param name="options">What is too long.</param>
    public void Observe(TimeSpan now, TimeSpan delay, int inFlight, LoadSheddingOptions options)
    {
        // Nobody came for a while, so there was no queue.
        if (now - _last >= options.Interval)
        {
            _lastShort = now - delay;
            _longWaits = 0;
        }

        _last = now;
        var tooLong = delay > options.TargetDelay;
        if (tooLong)
        {
            _lastLong = now;
            _longWaits++;
            IsOverloaded |= _longWaits >= LeastLongWaits && (now - _lastShort >= options.Interval || inFlight > ManyInFlight);
        }
        else
        {
            _lastShort = now;
            _longWaits = 0;
            IsOverloaded &= now - _lastLong < CalmIntervals * options.Interval;
        }

        Sheds = IsOverloaded && tooLong && options.Enabled;
    }
}
