using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Pair;

/// <summary>Who has the phones' address, from when to when, as the kernel of each machine says it.</summary>
internal sealed partial class Holders : IAsyncDisposable
{
    private readonly List<ChildProcess> _monitors = [];

    public static async Task<Holders> WatchAsync(IEnumerable<string> machines)
    {
        var holders = new Holders();
        foreach (var machine in machines)
        {
            holders._monitors.Add(await ChildProcess.StartAsync(
                new ChildProgram("ip", "-tshort", "-oneline", "monitor", "address") { NetworkNamespace = machine }, TimeProvider.System));
        }

        return holders;
    }

    public bool Has(int machine, IPAddress address) => Spans(machine, address).Any(span => span.To == DateTime.MaxValue);

    /// <summary>For how long in all both have had the address at once.</summary>
    public TimeSpan BothHad(IPAddress address) =>
        (from one in Spans(0, address) from other in Spans(1, address) select Overlap(one, other)).Aggregate(TimeSpan.Zero, (sum, next) => sum + next);

    public async ValueTask DisposeAsync()
    {
        foreach (var monitor in _monitors)
        {
            await monitor.DisposeAsync();
        }
    }

    public override string ToString() => string.Join("\n--\n", _monitors.Select(monitor => monitor.Output));

    private static TimeSpan Overlap((DateTime From, DateTime To) one, (DateTime From, DateTime To) other)
    {
        var (from, to) = (one.From > other.From ? one.From : other.From, one.To < other.To ? one.To : other.To);
        return to > from ? to - from : TimeSpan.Zero;
    }

    private List<(DateTime From, DateTime To)> Spans(int machine, IPAddress address)
    {
        var spans = new List<(DateTime From, DateTime To)>();
        foreach (var match in Change().Matches(_monitors[machine].Output).Where(match => match.Groups["address"].Value == $"{address}"))
        {
            var at = DateTime.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture);
            var isOpen = spans.Count > 0 && spans[^1].To == DateTime.MaxValue;
            if (match.Groups["deleted"].Success && isOpen)
            {
                spans[^1] = (spans[^1].From, at);
            }
            else if (!match.Groups["deleted"].Success && !isOpen)
            {
                spans.Add((at, DateTime.MaxValue));
            }
        }

        return spans;
    }

    // [2026-11-27T00:44:01.123456] Deleted 2: eth0    inet 10.213.1.10/24 scope global secondary eth0 ...
    [GeneratedRegex(@"^\[(?<time>[^\]]+)\] (?<deleted>Deleted )?\d+: \S+\s+inet (?<address>[\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Change();
}
