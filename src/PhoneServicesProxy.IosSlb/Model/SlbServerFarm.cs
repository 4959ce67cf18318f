namespace PhoneServicesProxy.IosSlb.Model;

/// <summary><c>ip slb serverfarm NAME</c>.</summary>
internal sealed class SlbServerFarm(string name, int line)
{
    public const string RoundRobin = "roundrobin";
    public const string LeastConnections = "leastconns";

    public string Name => name;

    public int Line => line;

    public Setting<string> Predictor { get; set; } = new(RoundRobin);

    /// <summary>The names of its probes, each with its line.</summary>
    public Dictionary<string, int> Probes { get; } = [];

    public List<SlbReal> Reals { get; } = [];

    /// <summary>True if one of its lines is invalid. Then a missing setting is not reported.</summary>
    public bool HasErrors { get; set; }
}
