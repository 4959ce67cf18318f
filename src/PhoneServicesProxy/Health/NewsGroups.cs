namespace PhoneServicesProxy.Health;

/// <summary>
/// Groups news of several services that have the same cause and come nearly at the same moment. One death is one piece of news, not one for each
/// service, and so is one broken application whose page five services probe.
/// </summary>
/// <typeparam name="T">A piece of news.</typeparam>
/// <param name="time">The clock.</param>
/// <param name="subjectOf">Returns what it is about. News of different subjects do not wait for each other.</param>
/// <param name="serviceOf">Returns its service. The news of one service are told in their order.</param>
/// <param name="causeOf">Returns its cause.</param>
/// <param name="tell">Gets news of one subject that belong together, in their order.</param>
internal sealed class NewsGroups<T>(
    TimeProvider time, Func<T, string> subjectOf, Func<T, string> serviceOf, Func<T, object> causeOf, Action<IReadOnlyList<T>> tell)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<List<T>>> _waiting = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps timers alive. A timer without a reference may be collected before it is due.</summary>
    private readonly HashSet<ITimer> _timers = [];

    /// <param name="news">The piece of news.</param>
    /// <param name="wait">The time to wait for more, if none of this subject is waiting.</param>
    public void Add(T news, TimeSpan wait)
    {
        lock (_gate)
        {
            var subject = subjectOf(news);
            if (!_waiting.TryGetValue(subject, out var groups))
            {
                _waiting[subject] = groups = [];
                ITimer? timer = null;
                timer = time.CreateTimer(_ => Report(subject, timer!), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timers.Add(timer);
                timer.Change(wait, Timeout.InfiniteTimeSpan);
            }

            var since = groups.FindLastIndex(group => group.Exists(other => serviceOf(other) == serviceOf(news)));
            if (groups.FindIndex(since + 1, group => causeOf(group[0]).Equals(causeOf(news))) is >= 0 and var index)
            {
                groups[index].Add(news);
            }
            else
            {
                groups.Add([news]);
            }
        }
    }

    private void Report(string subject, ITimer timer)
    {
        List<List<T>>? groups;
        lock (_gate)
        {
            _waiting.Remove(subject, out groups);
            _timers.Remove(timer);
            timer.Dispose();
        }

        foreach (var group in groups ?? [])
        {
            tell(group);
        }
    }
}
