namespace PhoneServicesProxy.Management.Api;

/// <summary>The severity of a problem.</summary>
public enum VerdictSeverity
{
    /// <summary>Users notice, or will at the next press.</summary>
    Lost,

    /// <summary>Something is wrong, but users need not notice.</summary>
    Trouble,

    /// <summary>Nothing is wrong, but operators should know.</summary>
    Note,
}
