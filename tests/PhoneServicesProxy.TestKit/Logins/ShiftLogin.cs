using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Logins;

/// <summary>One user's login at the change of shift.</summary>
/// <param name="Due">The time when the user began to use the phone.</param>
/// <param name="Form">The form of Extension Mobility.</param>
/// <param name="Login">The login.</param>
/// <param name="Wait">The wait for the result of the login.</param>
/// <param name="Lag">The delay of the load generator itself. It is a part of <paramref name="Wait"/>.</param>
internal sealed record ShiftLogin(TimeSpan Due, Press Form, LoginPress Login, TimeSpan Wait, TimeSpan Lag);
