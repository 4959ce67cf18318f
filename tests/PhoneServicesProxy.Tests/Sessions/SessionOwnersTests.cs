using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Sessions;

public sealed class SessionOwnersTests
{
    private const string Id = "660646D3655BB00734D3895606BCE76F";
    private static readonly TimeSpan NearlyIdle = SessionTable.MaxIdle - TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly NodeDirectory _nodes = new();
    private readonly SessionOwners _owners;
    private readonly DestinationState _a = Node("a");
    private readonly DestinationState _b = Node("b");

    public SessionOwnersTests() => _owners = new(new SessionTable(_time), _nodes);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lang=en; theme=dark; JSESSIONID=")]
    public void Of_NoSession_NullAndNothingAllocated(string? cookie)
    {
        var context = Request(cookie);
        Assert.Null(_owners.Of(context));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var press = 0; press < 100; press++)
        {
            _owners.Of(context);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Of_SessionOfWhichNothingIsKnown_GoesToTheFirstNodeOnly()
    {
        var sessions = _owners.Of(Request($"JSESSIONID={Id}"))!;

        Assert.Null(sessions.LastUseAt(_nodes.Of(_a)));
        Assert.Null(sessions.FilterFor(_a, isFirst: true));
        Assert.NotNull(sessions.FilterFor(_a, isFirst: false));
    }

    [Theory]
    [InlineData($"JSESSIONID={Id}; Path=/ccmcip/; Secure; HttpOnly", $"lang=en; JSESSIONID={Id}")]
    [InlineData($"ASPSESSIONIDQQDQSBSQ={Id}; path=/", $"ASPSESSIONIDQQDQSBSQ={Id}")]
    [InlineData($"JSESSIONID={Id}", $"JSESSIONID={Id}")]
    public void Answered_WithASession_ItIsThatNodes(string setCookie, string cookie)
    {
        Answered(_a, setCookie: setCookie);

        AssertOwner(_owners.Of(Request(cookie))!);
    }

    [Fact]
    public void Answered_SetsSeveralCookies_AllSessionsAreThatNodes()
    {
        Answered(_a, null, "lang=en", "JSESSIONID=1; Path=/emapp/", "ASPSESSIONIDQQDQSBSQ=2; path=/");

        AssertOwner(_owners.Of(Request("JSESSIONID=1"))!);
        AssertOwner(_owners.Of(Request("ASPSESSIONIDQQDQSBSQ=2"))!);
    }

    [Fact]
    public void Answered_SessionComesBackInThePath_ItIsKnown()
    {
        Answered(_a, setCookie: $"JSESSIONID={Id}.node1; Path=/emapp/");
        var context = Request(null);
        context.Features.Set(new SessionInPath($";jsessionid={Id}.node1"));

        AssertOwner(_owners.Of(context)!);
    }

    [Fact]
    public void Answered_RequestCarriedItToItsNode_StaysKnown()
    {
        Answered(_a, setCookie: $"JSESSIONID={Id}");
        _time.Advance(NearlyIdle);
        Answered(_a, _owners.Of(Request($"JSESSIONID={Id}")));
        _time.Advance(NearlyIdle);

        AssertOwner(_owners.Of(Request($"JSESSIONID={Id}"))!);
    }

    [Fact]
    public void Answered_ByAnotherNode_DoesNotKeepItKnown()
    {
        Answered(_a, setCookie: $"JSESSIONID={Id}");
        _time.Advance(NearlyIdle);
        Answered(_b, _owners.Of(Request($"JSESSIONID={Id}")));
        _time.Advance(NearlyIdle);

        Assert.Null(_owners.Of(Request($"JSESSIONID={Id}"))!.LastUseAt(_nodes.Of(_a)));
    }

    private void AssertOwner(PressSessions sessions)
    {
        Assert.NotNull(sessions.LastUseAt(_nodes.Of(_a)));
        Assert.Null(sessions.LastUseAt(_nodes.Of(_b)));
        Assert.Null(sessions.FilterFor(_a, isFirst: false));
        Assert.NotNull(sessions.FilterFor(_b, isFirst: true));
    }

    private void Answered(DestinationState node, PressSessions? carried = null, params string[] setCookie)
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Set-Cookie", setCookie);
        _owners.Answered(node, answer, carried);
    }

    private static DefaultHttpContext Request(string? cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        return context;
    }

    private static DestinationState Node(string name) => new(name, new DestinationModel(new DestinationConfig { Address = $"http://{name}:8080/" }));
}
