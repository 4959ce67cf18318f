namespace PhoneServicesProxy.Management;

/// <summary>The rights of whoever has a key. Those that come later have all rights of those before.</summary>
public enum ManagementRole
{
    /// <summary>Reads everything, and changes nothing.</summary>
    Viewer,

    /// <summary>Reads everything, gives orders and starts watches.</summary>
    Operator,
}
