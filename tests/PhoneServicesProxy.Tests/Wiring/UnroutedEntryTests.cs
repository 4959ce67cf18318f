using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Tests.Wiring;

public sealed class UnroutedEntryTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/phonebook", "/phonebook")]
    [InlineData("/app/start.jsp", "/app/start.jsp")]
    [InlineData("/app/users/jdoe", "/app/users/…")]
    public void Shown_LongPath_IsItsBeginning(string path, string expected) =>
        Assert.Equal(expected, new UnroutedEntry(path, "services-menu", DateTimeOffset.UnixEpoch).Shown);
}
