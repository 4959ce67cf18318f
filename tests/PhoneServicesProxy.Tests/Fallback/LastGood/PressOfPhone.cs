using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.Routing;
using Polly;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

/// <summary>A press of a 7942, to be changed by each test, and what a node answered to it.</summary>
internal sealed class PressOfPhone
{
    private const string Menu = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    public PressOfPhone()
    {
        var request = Context.Request;
        request.Method = HttpMethods.Get;
        request.Path = "/ccmcip/getservicesmenu.jsp";
        request.QueryString = new("?name=SEP001122334455");
        request.Headers.Accept = "x-CiscoIPPhone/*, text/*,image/png,*/*";
        request.Headers.AcceptLanguage = "en_US";
        request.Headers.AcceptCharset = "utf-8,;q=0.8";
        request.Headers["x-CiscoIPPhoneModelName"] = "CP-7942G";
        Context.Connection.RemoteIpAddress = IPAddress.Parse("10.2.0.1");
        Context.Response.ContentType = "text/xml;charset=utf-8";
    }

    public DefaultHttpContext Context { get; } = new();

    public HttpRequest Request => Context.Request;

    public string Route { get; set; } = "services-menu-jsp";

    public LastGoodScope Scope { get; set; } = LastGoodScope.ByName;

    public Replay Replay { get; set; } = Replay.Always;

    public HttpResponseMessage Answer { get; } = new() { Content = new ByteArrayContent([]) };

    public string Page { get; set; } = Menu;

    public Press Unanswered()
    {
        var route = new RouteModel(new RouteConfig { RouteId = Route }, cluster: null, HttpTransformer.Default);
        var policy = new RoutePolicy(
            new() { Replay = Replay }, Expectation.PhoneXml, ResiliencePipeline<Attempt>.Empty, new RouteHedging(TimeProvider.System))
        {
            LastGood = Scope,
            Marks = Sessions.Marks.None,
        };
        return new(Context, route, cluster: null!, policy, picker: null!);
    }

    public Press Answered()
    {
        var press = Unanswered();
        press.Ended(new(new DestinationState("publisher")) { Response = Answer, Body = Encoding.UTF8.GetBytes(Page) });
        return press;
    }
}
