namespace PhoneServicesProxy.Management.Api;

/// <summary>How much a verdict matters.</summary>
public enum VerdictSeverity
{
    /// <summary>Users notice, or will with the next press.</summary>
    Lost,

    /// <summary>Something is wrong that users need not notice.</summary>
    Trouble,

    /// <summary>Nothing is wrong, but it should be known.</summary>
    Note,
}
