namespace PhoneServicesProxy.Health;

/// <summary>
/// Groups common faults of several services that begin or end nearly at the same time. If five services probe one broken page, it is reported once.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="tell">Gets the faults that belong together, and true if they began, false if they ended.</param>
internal sealed class CommonFaultGroups(TimeProvider time, Action<IReadOnlyList<CommonFault>, bool> tell)
{
    private readonly Lock _gate = new();
    private List<(bool Began, List<CommonFault> Faults)> _waiting = [];
    private ITimer? _timer;

    public void Add(CommonFault fault, bool began)
    {
        lock (_gate)
        {
            // The beginning and the end of a service's fault are reported in this order.
            var since = _waiting.FindLastIndex(group => group.Faults.Exists(other => other.Cluster == fault.Cluster));
            var index = _waiting.FindIndex(since + 1, group => group.Began == began && BelongTogether(group.Faults[0], fault));
            if (index >= 0)
            {
                _waiting[index].Faults.Add(fault);
            }
            else
            {
                _waiting.Add((began, [fault]));
            }

            _timer ??= time.CreateTimer(_ => Tell(), null, NodeStateGroups.Delay, Timeout.InfiniteTimeSpan);
        }
    }

    private static bool BelongTogether(CommonFault one, CommonFault other) => one.Cause == other.Cause;

    private void Tell()
    {
        List<(bool Began, List<CommonFault> Faults)> groups;
        lock (_gate)
        {
            (groups, _waiting) = (_waiting, []);
            _timer?.Dispose();
            _timer = null;
        }

        foreach (var (began, faults) in groups)
        {
            tell(faults, began);
        }
    }
}
