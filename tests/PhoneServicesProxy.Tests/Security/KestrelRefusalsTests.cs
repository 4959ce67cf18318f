using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class KestrelRefusalsTests
{
    [Theory]
    [InlineData(405, RefusalReason.Method)]
    [InlineData(408, RefusalReason.TooSlow)]
    [InlineData(411, RefusalReason.LengthRequired)]
    [InlineData(413, RefusalReason.BodyTooLarge)]
    [InlineData(414, RefusalReason.LineTooLong)]
    [InlineData(431, RefusalReason.HeadersTooLarge)]
    [InlineData(505, RefusalReason.HttpVersion)]
    [InlineData(400, RefusalReason.Malformed)]
    [InlineData(null, RefusalReason.Malformed)]
    public void ReasonOf_StatusOfTheServersRefusal_TellsWhy(int? status, object reason) => Assert.Equal(reason, KestrelRefusals.ReasonOf(status));

    [Theory]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel.BadRequest", true)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel.Other", false)]
    public void IsWanted_EventOfTheServer_BadRequestsAlone(string name, bool isWanted) => Assert.Equal(isWanted, KestrelRefusals.IsWanted(name));
}
