namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests with the trait <c>Lane=nightly</c> run with <c>tests/run nightly</c> only. Each has a shorter sister that runs every time.</summary>
internal static class Lane
{
    public const string Name = "Lane";
    public const string Nightly = "nightly";
}
