namespace PhoneServicesProxy.IosSlb.Model;

/// <summary><c>ip slb serverfarm NAME</c>.</summary>
internal sealed class SlbServerFarm(string name, int line)
{
    public const string RoundRobin = "roundrobin";
    public const string LeastConnections = "leastconns";

    public string Name => name;

    public int Line => line;

    public Setting<string> Predictor { get; set; } = new(RoundRobin);

    /// <summary>Names, each with the line that says so.</summary>
    public Dictionary<string, int> Probes { get; } = [];

    public List<SlbReal> Reals { get; } = [];

    /// <summary>True where a line of it is wrong: then what it lacks is no error of its own.</summary>
    public bool HasErrors { get; set; }
}
