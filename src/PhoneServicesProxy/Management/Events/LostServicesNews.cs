using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Management.Events;

/// <summary>
/// Compares the services without a node with those one second before. One cause takes out several services at slightly different times, because each
/// has its own probe schedule. They are reported together, after the first second without a further change.
/// </summary>
internal sealed class LostServicesNews
{
    /// <summary>The longest time for which a report waits for further services.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Loss> _losses = new(StringComparer.Ordinal);

    /// <summary>Must be called once a second.</summary>
    /// <returns>The reports, in order.</returns>
    public IReadOnlyList<LostServicesChange> Update(NodesReport report)
    {
        var lost = report.Verdicts
            .Where(verdict => verdict.Kind == VerdictKind.ServiceLost)
            .SelectMany(verdict => verdict.Services, (verdict, service) => (service, verdict))
            .ToDictionary(StringComparer.Ordinal);
        var moreLost = TakeLost(lost, report.At);
        var moreBack = TakeBack(lost, report);
        return [.. LostNow(moreLost, report.At), .. BackNow(moreBack, report.At)];
    }

    private bool TakeLost(Dictionary<string, VerdictReport> lost, DateTimeOffset now)
    {
        var more = false;
        foreach (var (service, verdict) in lost)
        {
            if (!_losses.TryGetValue(service, out var loss))
            {
                _losses[service] = loss = new(service, now) { Verdict = verdict };
                more = true;
            }

            // A service that is lost again before its return was reported has not returned.
            loss.Back = null;
            loss.Verdict = loss.IsReported ? loss.Verdict : verdict;
        }

        return more;
    }

    private bool TakeBack(Dictionary<string, VerdictReport> lost, NodesReport report)
    {
        var more = false;
        foreach (var loss in _losses.Values.Where(loss => loss.Back is null && !lost.ContainsKey(loss.Service)).ToArray())
        {
            more = true;
            loss.Back = Return.Of(loss, report);
            if (loss.Back is null)
            {
                _losses.Remove(loss.Service);
            }
        }

        return more;
    }

    private IEnumerable<LostServicesChange> LostNow(bool wait, DateTimeOffset now)
    {
        Loss[] unreported = [.. _losses.Values.Where(loss => !loss.IsReported)];
        if (wait && !unreported.Any(loss => now - loss.SeenAt >= Patience))
        {
            yield break;
        }

        Array.ForEach(unreported, loss => loss.IsReported = true);
        foreach (var same in unreported.GroupBy(loss => loss.Verdict.Cause))
        {
            yield return new(NamesOf(same), same.Min(loss => loss.Since), null, $"No node is left for {string.Join(", ", NamesOf(same))}: {ReportText.Sentence(same.Key)}");
        }
    }

    private IEnumerable<LostServicesChange> BackNow(bool wait, DateTimeOffset now)
    {
        Loss[] returned = [.. _losses.Values.Where(loss => loss is { IsReported: true, Back: not null })];
        if (wait && !returned.Any(loss => now - loss.Back!.SeenAt >= Patience))
        {
            yield break;
        }

        Array.ForEach(returned, loss => _losses.Remove(loss.Service));
        foreach (var same in returned.GroupBy(loss => loss.Back!.Served))
        {
            var (services, at) = (string.Join(", ", NamesOf(same)), same.Min(loss => loss.Back!.At));
            var lasted = at - same.Min(loss => loss.Since);
            var nodes = string.Join(", ", same.SelectMany(loss => loss.Back!.Nodes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            yield return new(NamesOf(same), at, lasted, $"{(same.Key is { } cause
                ? $"Presses for {services} get their pages again, though every probe fails: {ReportText.Sentence(cause)}"
                : $"A node is left again for {services}: {nodes}.")} There was none for {ReportText.Of(lasted)}.");
        }
    }

    private static string[] NamesOf(IEnumerable<Loss> losses) => [.. losses.Select(loss => loss.Service).Order(StringComparer.Ordinal)];

    private sealed class Loss(string service, DateTimeOffset seenAt)
    {
        public string Service => service;

        public DateTimeOffset SeenAt => seenAt;

        public DateTimeOffset Since => Verdict.Since ?? seenAt;

        public required VerdictReport Verdict { get; set; }

        public bool IsReported { get; set; }

        public Return? Back { get; set; }
    }

    /// <param name="SeenAt">The time when this was seen.</param>
    /// <param name="At">The time when it began.</param>
    /// <param name="Nodes">The usable nodes.</param>
    /// <param name="Served">Null if a node is usable. Otherwise the cause for which all probes fail although phones get pages.</param>
    private sealed record Return(DateTimeOffset SeenAt, DateTimeOffset At, IReadOnlyList<string> Nodes, string? Served)
    {
        /// <summary>Null if the configuration no longer has this service.</summary>
        public static Return? Of(Loss loss, NodesReport report)
        {
            var left = (from node in report.Nodes from at in node.Services where at.Service == loss.Service && at.IsLeft select (node.Name, at.Since)).ToArray();
            if (left.Length > 0)
            {
                // An activated node may have been up for longer than the service was lost.
                DateTimeOffset[] later = [.. left.Select(node => node.Since).Where(since => since > loss.Since)];
                return new(report.At, later.Length == left.Length ? later.Min() : report.At, [.. left.Select(node => node.Name)], null);
            }

            return report.Verdicts.FirstOrDefault(verdict => verdict.Kind == VerdictKind.ProbeWrong && verdict.Services.Contains(loss.Service)) is { } served
                ? new(report.At, report.At, [], served.Cause)
                : null;
        }
    }
}
