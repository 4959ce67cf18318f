namespace PhoneServicesProxy.IosSlb.Model;

/// <summary><c>ip slb vserver NAME</c>.</summary>
internal sealed class SlbVserver(string name, int line)
{
    public string Name => name;

    public int Line => line;

    public Setting<SlbVirtual?> Virtual { get; set; }

    public Setting<string?> ServerFarm { get; set; }

    /// <summary>The farm that takes over when no real of the first is left.</summary>
    public Setting<string?> Backup { get; set; }

    /// <summary>Seconds for which a client stays with its real; 0 is off.</summary>
    public Setting<int> Sticky { get; set; }

    public bool InService { get; set; }

    /// <summary>True where a line of it is wrong: then what it lacks is no error of its own.</summary>
    public bool HasErrors { get; set; }
}
