using System.Globalization;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>The resources that a process and its descendants have used so far, from <c>/proc</c>.</summary>
internal readonly record struct ProcessUsage(TimeSpan Cpu, long ResidentBytes)
{
    // USER_HZ is 100 on every Linux architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    public static ProcessUsage Of(int id)
    {
        var parents = Directory.GetDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(Read)
            .OfType<Stat>()
            .ToLookup(stat => stat.Parent);
        var own = Read(id) ?? throw new InvalidOperationException($"process {id} is gone");
        return Sum(own, parents);
    }

    private static ProcessUsage Sum(Stat stat, ILookup<int, Stat> byParent)
    {
        var usage = new ProcessUsage(TimeSpan.FromSeconds(stat.Ticks / TicksPerSecond), stat.Pages * Environment.SystemPageSize);
        foreach (var child in byParent[stat.Id])
        {
            var theirs = Sum(child, byParent);
            usage = new ProcessUsage(usage.Cpu + theirs.Cpu, usage.ResidentBytes + theirs.ResidentBytes);
        }

        return usage;
    }

    private static Stat? Read(int id)
    {
        try
        {
            // The name in parentheses may contain blanks, so fields are counted from its end (proc(5)). ppid is the 4th field, utime,
            // stime, cutime and cstime are 14 to 17, rss is the 24th.
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return new Stat(id, int.Parse(fields[1], CultureInfo.InvariantCulture), ticks,
                long.Parse(fields[21], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Stat(int Id, int Parent, long Ticks, long Pages);
}
