namespace CallManagerSimulator.PhoneFiles;

/// <summary>What is wrong with the service that gives the files of phones.</summary>
public enum PhoneFileFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It accepts, and never answers.</summary>
    Hang,

    /// <summary>It sends everybody elsewhere.</summary>
    Redirect,

    /// <summary>It knows no file.</summary>
    Missing,

    /// <summary>Its list of files has no end.</summary>
    EndlessList,
}
