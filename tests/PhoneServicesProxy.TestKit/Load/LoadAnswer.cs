namespace PhoneServicesProxy.TestKit.Load;

/// <summary>What a phone saw under load.</summary>
internal enum LoadAnswer
{
    /// <summary>The page that it asked for.</summary>
    Page,

    /// <summary>A page, or an answer to a program, that says that the gateway is busy.</summary>
    Busy,

    /// <summary>Another page of the gateway's.</summary>
    OtherPage,

    /// <summary>Something that a phone cannot show.</summary>
    Unusable,

    /// <summary>No connection, or one that ended before the whole answer.</summary>
    Broken,

    /// <summary>Nothing until the user gave up.</summary>
    GaveUp,
}
