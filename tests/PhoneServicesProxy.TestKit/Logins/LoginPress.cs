namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>A login as seen by the phone.</summary>
/// <param name="User">The user. No user logs in twice.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Page">The page that the phone shows afterwards.</param>
/// <param name="Detail">The page's text, or the reason why there is none.</param>
internal sealed record LoginPress(string User, string Method, LoginPage Page, string Detail);
