namespace PhoneServicesProxy.TestKit.Load;

/// <summary>The answer that a phone saw under load.</summary>
internal enum LoadAnswer
{
    /// <summary>The page that it asked for.</summary>
    Page,

    /// <summary>The gateway's busy page, or its answer to a program that it is busy.</summary>
    Busy,

    /// <summary>Another page of the gateway.</summary>
    OtherPage,

    /// <summary>Something that a phone cannot show.</summary>
    Unusable,

    /// <summary>No connection, or one that ended before the answer was complete.</summary>
    Broken,

    /// <summary>No answer until the user gave up.</summary>
    GaveUp,
}
