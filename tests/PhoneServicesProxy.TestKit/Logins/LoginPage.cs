namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>The page that a phone shows after a login.</summary>
public enum LoginPage
{
    /// <summary>No page, or none that a phone can show.</summary>
    None,

    /// <summary>A page with none of the following meanings.</summary>
    Other,

    /// <summary>Extension Mobility's page for a successful login.</summary>
    Success,

    /// <summary>The gateway's page that says that the login may have been carried out.</summary>
    MayHaveBeenExecuted,

    /// <summary>The gateway's page that says that the service cannot be reached, and invites the user to try again.</summary>
    Unreachable,

    /// <summary>The gateway's page that says that the service is busy, and invites the user to try again.</summary>
    Busy,
}
