namespace CallManagerSimulator.PhoneFiles;

/// <summary>The kind of fault of the service for phones' files.</summary>
public enum PhoneFileFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>It accepts connections and never answers.</summary>
    Hang,

    /// <summary>It redirects every request.</summary>
    Redirect,

    /// <summary>It has no files.</summary>
    Missing,

    /// <summary>Its list of files never ends.</summary>
    EndlessList,
}
