using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>What one user met at the change of shift.</summary>
/// <param name="Due">When the user took the phone.</param>
/// <param name="Form">The form of Extension Mobility.</param>
/// <param name="Login">The login.</param>
/// <param name="Wait">For what became of the login.</param>
/// <param name="Lag">How late the login left: the load generator's own fault, part of <paramref name="Wait"/>.</param>
internal sealed record ShiftLogin(TimeSpan Due, Press Form, LoginPress Login, TimeSpan Wait, TimeSpan Lag);
