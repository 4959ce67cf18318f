namespace PhoneServicesProxy.Diagnostics;

/// <summary>A cache of pages that the metrics report.</summary>
internal interface IPageCache
{
    /// <summary>The value of its tag.</summary>
    string Name { get; }

    int Count { get; }

    long Bytes { get; }
}
