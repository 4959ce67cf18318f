namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>A login as the phone saw it.</summary>
/// <param name="User">Who logged in; nobody twice.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Page">What the phone shows now.</param>
/// <param name="Detail">The page's text, or why there is none.</param>
internal sealed record LoginPress(string User, string Method, LoginPage Page, string Detail);
