using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Tests.Wording;

public sealed class KeySuggestionTests
{
    [Fact]
    public void For_NothingIsKnown_NamesNoEmptyList() => Assert.Equal("There is none at all.", KeySuggestion.For("ExtensionMobility", []));
}
