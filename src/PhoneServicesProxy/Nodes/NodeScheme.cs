namespace PhoneServicesProxy.Nodes;

/// <summary>The scheme for requests to discovered nodes.</summary>
public enum NodeScheme
{
    /// <summary>http.</summary>
    Http,

    /// <summary>https.</summary>
    Https,
}
