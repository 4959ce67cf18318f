namespace PhoneServicesProxy.SystemTests.Fleet;

public enum AfterAnswer
{
    Close,
    Reset,
    Hold,
}
