namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>What a phone shows after a login.</summary>
public enum LoginPage
{
    /// <summary>Nothing, or nothing that a phone can show.</summary>
    None,

    /// <summary>A page that says neither of the following.</summary>
    Other,

    /// <summary>Extension Mobility's page that the login was successful.</summary>
    Success,

    /// <summary>The gateway's page that the login may have been carried out.</summary>
    MayHaveBeenExecuted,

    /// <summary>The gateway's page that the service cannot be reached, which invites to try again.</summary>
    Unreachable,

    /// <summary>The gateway's page that the service is busy, which invites to try again.</summary>
    Busy,
}
