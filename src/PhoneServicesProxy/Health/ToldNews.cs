namespace PhoneServicesProxy.Health;

/// <summary>Whether a change of one node is told.</summary>
internal enum ToldNews
{
    /// <summary>It is.</summary>
    Yes,

    /// <summary>It is said of all nodes at once.</summary>
    No,

    /// <summary>The others fail in the same way, and are not down yet: it will soon be known.</summary>
    Perhaps,
}
