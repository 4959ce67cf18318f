using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Tests.Wording;

public sealed class KeySuggestionTests
{
    [Fact]
    public void For_NothingIsKnown_NamesNoEmptyList() => Assert.Equal("None is defined.", KeySuggestion.For("ExtensionMobility", []));
}
