using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Tests.Fallback.ErrorPages;

public sealed class KeyPositionsTests
{
    [Theory]
    [InlineData("", 1, 3)]
    [InlineData("CP-7942G", 1, 3)]
    [InlineData("CP-7921G", 1, 3)]
    [InlineData("cp-7970G", 1, 3)]
    [InlineData("CP-6921", 1, 3)]
    [InlineData("CP-9971", 1, 3)]
    [InlineData("8", 1, 3)]
    [InlineData("CP-7821", 2, 1)]
    [InlineData("CP-8841", 2, 1)]
    [InlineData("CP-8832", 2, 1)]
    [InlineData("8865", 2, 1)]
    public void For_Model_IsWhereItsUsersLook(string model, int retry, int exit) =>
        Assert.Equal(new KeyPositions(retry, exit), KeyPositions.For(model));
}
