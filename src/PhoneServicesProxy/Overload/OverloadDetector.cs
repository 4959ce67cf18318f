namespace PhoneServicesProxy.Overload;

/// <summary>
/// Decides by the waits that were measured whether the gateway has more to do than it can: CoDel's rule (RFC 8289) in the form that servers
/// use, where those are turned away that have not begun (Maurer, "Fail at Scale", ACM Queue 13, 2015). A wait alone says nothing, a wait that no
/// shorter one interrupts for an interval is a standing queue. Once there was one, presses are let in only as fast as they are served.
/// </summary>
internal sealed class OverloadDetector
{
    /// <summary>Intervals in which hardly anybody was turned away until overload is over.</summary>
    private const int QuietIntervals = 5;

    /// <summary>A process that was stopped for a while, as by a collection of garbage, has one long wait or two.</summary>
    private const int LeastLongWaits = 5;

    /// <summary>
    /// With so many presses in flight a few long waits in a row are enough: in a whole interval as many again would come that nobody can serve
    /// in time. A start, or whatever else makes few presses wait for long, has fewer.
    /// </summary>
    private const int ManyInFlight = 400;

    /// <summary>
    /// What is tolerated in overload and in a crowd, as a part of the target. A press waits about ten times for a thread, and for a node that may
    /// be as busy: with waits of the target itself each would last a second, be hedged and tried again, and make more of what there is too much of.
    /// </summary>
    private const int PartInCrowd = 5;

    /// <summary>As many of the last waits are too long at most where nothing but the usual ups and downs is left.</summary>
    private const double MostLongWaits = 0.1;

    /// <summary>How long ago the last waits are.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMilliseconds(128);

    private int _longWaits;
    private double _shed;
    private TimeSpan _lastShort;
    private TimeSpan _lastBusy;
    private TimeSpan _last;

    /// <summary>There is a standing queue, or was one a moment ago.</summary>
    public bool IsOverloaded { get; private set; }

    /// <summary>Whether work waited so long that one press more would only make all wait longer.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>There is a standing queue where this does not look.</summary>
    public void Begin(TimeSpan now) => (IsOverloaded, _lastBusy) = (true, now);

    /// <param name="now">The time, since any moment.</param>
    /// <param name="delay">How long work waits for a thread.</param>
    /// <param name="inFlight">Presses that have begun and have not ended, or that have come since nothing waited where these are more.</param>
    /// <param name="options">What is too long.</param>
    public void Observe(TimeSpan now, TimeSpan delay, int inFlight, LoadSheddingOptions options)
    {
        // Nobody came for a while, so there was no queue.
        if (now - _last >= options.Interval)
        {
            _lastShort = now - delay;
            (_longWaits, _shed) = (0, 0);
        }

        var passed = now - _last;
        _last = now;
        IsTooLong = delay > options.TargetDelay / PartInCrowd;
        if (IsOverloaded)
        {
            IsOverloaded = !IsOver(now, passed, delay, options);
        }
        else
        {
            IsOverloaded = Begins(now, delay, inFlight, options);
        }
    }

    private bool Begins(TimeSpan now, TimeSpan delay, int inFlight, LoadSheddingOptions options)
    {
        if (delay <= options.TargetDelay)
        {
            _lastShort = now;
            _longWaits = 0;
            return false;
        }

        _longWaits++;
        _lastBusy = now;
        return _longWaits >= LeastLongWaits && (now - _lastShort >= options.Interval || inFlight > ManyInFlight);
    }

    private bool IsOver(TimeSpan now, TimeSpan passed, TimeSpan delay, LoadSheddingOptions options)
    {
        _shed += ((IsTooLong ? 1 : 0) - _shed) * (1 - Math.Exp(-passed / Memory));
        if (_shed > MostLongWaits || delay > options.TargetDelay)
        {
            _lastBusy = now;
        }

        if (now - _lastBusy < QuietIntervals * options.Interval)
        {
            return false;
        }

        _lastShort = now;
        (_longWaits, _shed) = (0, 0);
        return true;
    }
}
