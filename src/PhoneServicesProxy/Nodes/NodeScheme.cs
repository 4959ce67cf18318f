namespace PhoneServicesProxy.Nodes;

/// <summary>The scheme that discovered nodes are reached by.</summary>
public enum NodeScheme
{
    /// <summary>http.</summary>
    Http,

    /// <summary>https.</summary>
    Https,
}
