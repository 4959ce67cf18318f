namespace PhoneServicesProxy.Health;

/// <summary>Tells whether a change of one node is told.</summary>
internal enum ToldNews
{
    /// <summary>The change is told.</summary>
    Yes,

    /// <summary>The change is not told, because it is told of all nodes at once.</summary>
    No,

    /// <summary>The others fail in the same way, but are not down yet. It will soon be known.</summary>
    Perhaps,
}
