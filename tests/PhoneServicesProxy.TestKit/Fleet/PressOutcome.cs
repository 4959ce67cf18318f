namespace PhoneServicesProxy.TestKit.Fleet;

internal enum PressOutcome
{
    Good,
    Refused,
    ConnectFailed,
    Reset,
    NoAnswer,
    GaveUp,
    WrongStatus,
    WrongContentType,
    Incomplete,
    Malformed,
    WrongRoot,
}
