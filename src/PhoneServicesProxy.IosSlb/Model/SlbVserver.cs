namespace PhoneServicesProxy.IosSlb.Model;

/// <summary><c>ip slb vserver NAME</c>.</summary>
internal sealed class SlbVserver(string name, int line)
{
    public string Name => name;

    public int Line => line;

    public Setting<SlbVirtual?> Virtual { get; set; }

    public Setting<string?> ServerFarm { get; set; }

    /// <summary>The farm that is used if no real of the first one is available.</summary>
    public Setting<string?> Backup { get; set; }

    /// <summary>The time in seconds for which a client stays with its real; 0 is off.</summary>
    public Setting<int> Sticky { get; set; }

    public bool InService { get; set; }

    /// <summary>True if one of its lines is invalid. Then a missing setting is not reported.</summary>
    public bool HasErrors { get; set; }
}
