using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>The request that a node gets is the phone's, and nothing is added to it.</summary>
public sealed class PressTransformTests : IDisposable
{
    private readonly DefaultHttpContext _phone = new();
    private readonly TransformBuilderContext _builder = new() { Route = new() { RouteId = "menu", Match = new() { Path = "/ccmcip/Page.jsp" } } };
    private readonly HttpRequestMessage _sent = new();
    private string? _hostOfNode;

    public PressTransformTests()
    {
        _phone.Request.Path = "/ccmcip/page.jsp";
        _phone.Request.QueryString = new("?name=%2e%u0041#EMCC#");
        _phone.Request.Host = new("gateway:8080");
    }

    public void Dispose() => _sent.Dispose();

    [Theory]
    [InlineData(null, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Apply_ForwardedHeaders_OnlyWhereTheRouteWantsThem(bool? wanted, bool added)
    {
        _builder.UseDefaultForwarders = wanted;

        new PressTransform().Apply(_builder);

        Assert.Equal(added, _builder.UseDefaultForwarders);
    }

    [Fact]
    public async Task Apply_Request_HasTheRoutesSpellingAndTheQueryAsItStands()
    {
        await SendAsync();

        Assert.Equal("http://a/base/ccmcip/Page.jsp?name=%2e%u0041#EMCC#", _sent.RequestUri!.OriginalString);
        Assert.Equal("/base/ccmcip/Page.jsp?name=%2e%u0041#EMCC#", _sent.RequestUri.PathAndQuery);
    }

    [Fact]
    public async Task Apply_RouteChangesThePath_ItsOwnPathIsSent()
    {
        _builder.RequestTransforms.Add(new RequestFuncTransform(context =>
        {
            context.Path = "/other/page.jsp";
            return default;
        }));

        await SendAsync();

        Assert.StartsWith("http://a/base/other/page.jsp?", _sent.RequestUri!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_RouteHasSetTheWholeUrl_ThatIsSent()
    {
        _sent.RequestUri = new("http://elsewhere/");

        await SendAsync();

        Assert.Equal("http://elsewhere/", _sent.RequestUri.OriginalString);
    }

    [Theory]
    [InlineData(null, "gateway:8080", "gateway:8080")]
    [InlineData("own-a", "gateway:8080", "gateway:8080")]
    [InlineData("gateway:8080", "gateway:8080", "gateway:8080")] // the phone itself wrote what the first node is called
    [InlineData("own-a", "", null)] // the first node's must not reach other nodes
    public async Task Apply_Host_IsThePhones(string? hostOfNode, string host, string? sent)
    {
        (_hostOfNode, _phone.Request.Host) = (hostOfNode, new(host));

        await SendAsync();

        Assert.Equal(sent, _sent.Headers.Host);
        Assert.Contains(RequestHeaderOriginalHostTransform.OriginalHost, _builder.RequestTransforms);
    }

    [Theory]
    [InlineData("own-a", null)]
    [InlineData("own-b", "of-the-route")]
    public async Task Apply_RouteSuppressesTheHost_FirstNodesIsNotSent(string hostOfNode, string? sent)
    {
        _hostOfNode = hostOfNode;
        _builder.AddOriginalHost(false);
        _builder.RequestTransforms.Add(new RequestFuncTransform(context =>
        {
            context.ProxyRequest.Headers.Host = hostOfNode == "own-a" ? "own-a" : "of-the-route";
            return default;
        }));

        await SendAsync();

        Assert.Equal(sent, _sent.Headers.Host);
        Assert.Single(_builder.RequestTransforms, transform => transform is RequestHeaderOriginalHostTransform);
    }

    [Fact]
    public async Task Apply_RouteKeepsTheHostItself_IsDoneOnce()
    {
        _builder.AddOriginalHost();

        await SendAsync();

        Assert.Single(_builder.RequestTransforms, transform => transform is RequestHeaderOriginalHostTransform);
        Assert.Equal("gateway:8080", _sent.Headers.Host);
    }

    [Fact]
    public async Task Apply_WhatTheGatewayAnswersItself_IsNotSent()
    {
        _sent.Headers.TryAddWithoutValidation("Expect", "100-continue");
        _sent.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        _sent.Headers.TryAddWithoutValidation("Accept-Language", "en");

        await SendAsync();

        Assert.Equal("Accept-Language Host", string.Join(' ', _sent.Headers.Select(header => header.Key).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Apply_AnswerWithoutACharset_GetsItBeforeTheRouteMayChangeIt()
    {
        _builder.ResponseTransforms.Add(new ResponseFuncTransform(_ => default));
        _phone.Response.ContentType = "text/xml";
        using var answer = new HttpResponseMessage { Content = new HeldContent(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><CiscoIPPhoneText/>")) };
        new PressTransform().Apply(_builder);

        await _builder.ResponseTransforms[0].ApplyAsync(new() { HttpContext = _phone, ProxyResponse = null });
        Assert.Equal("text/xml", _phone.Response.ContentType);
        await _builder.ResponseTransforms[0].ApplyAsync(new() { HttpContext = _phone, ProxyResponse = answer });

        Assert.Equal("text/xml; charset=utf-8", _phone.Response.ContentType);
    }

    private async Task SendAsync()
    {
        var node = new DestinationState("a", new(new DestinationConfig { Address = "http://a/base/", Host = _hostOfNode }));
        _phone.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature { ProxiedDestination = node });
        if (_phone.Request.Host.HasValue)
        {
            _sent.Headers.Host = _phone.Request.Host.Value; // YARP copies headers first
        }

        new PressTransform().Apply(_builder);
        var context = new RequestTransformContext
        {
            HttpContext = _phone,
            ProxyRequest = _sent,
            Path = _phone.Request.Path,
            Query = new(_phone.Request),
            DestinationPrefix = "http://a/base/",
            HeadersCopied = true,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        foreach (var transform in _builder.RequestTransforms)
        {
            await transform.ApplyAsync(context);
        }
    }
}
