namespace PhoneServicesProxy.IosSlb.Model;

/// <summary><c>ip slb probe NAME TYPE</c>.</summary>
internal sealed class SlbProbe(string name, string type, int line)
{
    public string Name => name;

    /// <summary>ping, http, tcp, dns, wsp or custom.</summary>
    public string Type => type;

    public int Line => line;

    public Setting<int> Interval { get; set; } = new(1);

    /// <summary>For <c>ping</c>: the number of failures until a real is down.</summary>
    public Setting<int> FailDetect { get; set; } = new(10);

    /// <summary>For <c>http</c>: path and query.</summary>
    public Setting<string> Url { get; set; } = new("/");

    public Setting<int?> Status { get; set; }

    public Setting<string?> Regex { get; set; }
}
