using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed partial class RequestTargetTests
{
    private static readonly string[] Pieces =
        ["/", ".", "..", ";", "%", "%2e", "%2f", "%5c", "\\", "ccmcip", "ccmadmin", "a", "getservicesmenu.jsp", ";jsessionid=0123456789ABCDEF", "?", "x=1", "%00", "\u0131", "\uff0f", "~1", " ", "\t", ":", "%u002e"];

    [Theory]
    [InlineData("/ccmcip/getservicesmenu.jsp")]
    [InlineData("/a")]
    [InlineData("/a.b/c-d_e.f?x=../..//%2e#")]
    [InlineData("/emapp/EMAppServlet;jsessionid=0123456789ABCDEF?x")]
    [InlineData("/emapp/EMAppServlet;jsessionid=0123456789ABCDEF.node1.x7abcde")]
    [InlineData("/a?")]
    [InlineData("/a?x=%20%7e%80%c1%81%e0%80")]
    [InlineData("/a?x=%u0020%u0080%c0%a0%e0%80%a0")]
    [InlineData("/a?x=%")]
    public void Fault_OfAPhonesTarget_IsNone(string target) => Assert.Null(RequestTarget.Fault(target));

    [Theory]
    [InlineData("", RefusalReason.Target)]
    [InlineData("*", RefusalReason.Target)]
    [InlineData("http://x/a", RefusalReason.Target)]
    [InlineData("/", RefusalReason.Path)]
    [InlineData("/.", RefusalReason.Path)]
    [InlineData("/a/", RefusalReason.Path)]
    [InlineData("/a.", RefusalReason.Path)]
    [InlineData("/a;", RefusalReason.Path)]
    [InlineData("/;jsessionid=0123456789ABCDEF", RefusalReason.Path)]
    [InlineData("/a;jsessionid=0123456789ABCDEF..b", RefusalReason.Path)]
    [InlineData("/a;jsessionid=0123456789ABCDEF/..", RefusalReason.Path)]
    [InlineData("/a?%0A", RefusalReason.Query)]
    [InlineData("/a? ", RefusalReason.Query)]
    [InlineData("/a?x\u0001", RefusalReason.Query)]
    [InlineData("/a?x\u007f", RefusalReason.Query)]
    [InlineData("/a?%1F", RefusalReason.Query)]
    [InlineData("/a?x=%7f", RefusalReason.Query)]
    [InlineData("/a?x=%u000d", RefusalReason.Query)] // as IIS decodes it
    [InlineData("/a?x=%U001A", RefusalReason.Query)]
    [InlineData("/a?x=%u007F", RefusalReason.Query)]
    [InlineData("/a?x=%c0%8a", RefusalReason.Query)] // longer than UTF-8 allows
    [InlineData("/a?x=%C0%9F", RefusalReason.Query)]
    [InlineData("/a?x=%e0%80%8d", RefusalReason.Query)]
    [InlineData("/a?x=%e0%80%90", RefusalReason.Query)]
    public void Fault_OfAnother_IsTold(string target, object reason) => Assert.Equal(reason, RequestTarget.Fault(target));

    /// <summary>Whatever is let through is a list of plain names: nothing in it is left to decode, to take away or to turn round.</summary>
    [Property(MaxTest = 5000)]
    public Property Path_ThatIsLetThrough_IsPlain() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var target = "/" + text;
            var path = target.Split('?')[0];
            return RequestTarget.Fault(target) is not null || (Plain().IsMatch(path) && Uri.UnescapeDataString(path) == path);
        });

    [GeneratedRegex(@"\A(/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)+(;jsessionid=[0-9A-Za-z]+(\.[0-9A-Za-z_-]+){0,3})?\z")]
    private static partial Regex Plain();
}
