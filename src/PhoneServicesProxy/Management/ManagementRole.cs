namespace PhoneServicesProxy.Management;

/// <summary>The rights of a key. Each role has all rights of those before it.</summary>
public enum ManagementRole
{
    /// <summary>May read everything, and change nothing.</summary>
    Viewer,

    /// <summary>May read everything, give orders and start watches.</summary>
    Operator,
}
