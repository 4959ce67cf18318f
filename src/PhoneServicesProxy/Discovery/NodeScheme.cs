namespace PhoneServicesProxy.Discovery;

/// <summary>How nodes are reached that DNS has found.</summary>
public enum NodeScheme
{
    /// <summary>http.</summary>
    Http,

    /// <summary>https.</summary>
    Https,
}
