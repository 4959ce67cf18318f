using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Tests.Health;
using PhoneServicesProxy.Tests.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PressForwarderTests : IAsyncDisposable
{
    private static readonly byte[] Page = "<CiscoIPPhoneText/>"u8.ToArray();
    private readonly ProbingFixture _fixture = new();
    private readonly DefaultHttpContext _context = new() { Response = { Body = new MemoryStream() } };
    private readonly Relay _relay = new();
    private readonly Transforms _transforms = new();
    private readonly List<HttpRequestMessage> _sent = [];

    [Fact]
    public async Task SendAsync_HeldPage_WritesItWithoutYarpsForwarder()
    {
        var error = await SendAsync(_ => Task.FromResult(Held(HttpStatusCode.Accepted)));

        Assert.Equal((ForwarderError.None, 202), (error, _context.Response.StatusCode));
        Assert.Equal(Page, ((MemoryStream)_context.Response.Body).ToArray());
        Assert.Equal("yes", _context.Response.Headers["X-Transformed"]);
        Assert.Empty(_relay.Answers);
        var request = Assert.IsType<PressMessage>(Assert.Single(_sent));
        Assert.Equal((HttpMethod.Get, HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower), (request.Method, request.Version, request.VersionPolicy));
    }

    [Fact]
    public async Task SendAsync_LongPage_IsRelayedFromTheSameAnswer()
    {
        using var answer = new HttpResponseMessage { Content = new ByteArrayContent(Page) };

        await SendAsync(_ => Task.FromResult(answer));

        Assert.Single(_sent);
        Assert.Same(answer, await Assert.Single(_relay.Answers));
        Assert.Equal(0, _context.Response.Body.Length);
    }

    [Fact]
    public async Task SendAsync_NoAnswer_LetsYarpReportTheSameFailure()
    {
        await SendAsync(_ => Task.FromException<HttpResponseMessage>(new PressFailedException()));

        Assert.Single(_sent);
        await Assert.ThrowsAsync<PressFailedException>(() => Assert.Single(_relay.Answers));
    }

    [Fact]
    public async Task SendAsync_TransformOfTheAnswerFails_LetsYarpReportIt()
    {
        _transforms.Fails = true;

        await SendAsync(_ => Task.FromResult(Held(HttpStatusCode.Accepted)));

        Assert.Single(_sent);
        _ = Assert.Single(_relay.Answers);
        Assert.Equal(200, _context.Response.StatusCode);
        Assert.Equal(0, _context.Response.Body.Length);
    }

    [Fact]
    public async Task SendAsync_TransformLeavesOutTheBody_WritesNone()
    {
        _transforms.LeavesOutBody = true;

        await SendAsync(_ => Task.FromResult(Held(HttpStatusCode.OK)));

        Assert.Empty(_relay.Answers);
        Assert.Equal(0, _context.Response.Body.Length);
    }

    [Fact]
    public async Task SendAsync_TransformAnswersByItself_AsksNoNode()
    {
        _transforms.Status = 403;

        await SendAsync(_ => Task.FromResult(Held(HttpStatusCode.OK)));

        Assert.Empty(_sent);
        Assert.Empty(_relay.Answers);
        Assert.Equal(403, _context.Response.StatusCode);
    }

    [Fact]
    public async Task SendAsync_ActivityTimeoutBeforeTheEndOfThePress_EndsIt()
    {
        await SendAsync(
            async token =>
            {
                await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, token);
                throw new InvalidOperationException();
            },
            new() { ActivityTimeout = TimeSpan.FromMilliseconds(1), Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Assert.Single(_relay.Answers));
        var request = Assert.Single(_sent);
        Assert.Equal((HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact), (request.Version, request.VersionPolicy));
    }

    [Fact]
    public async Task SendAsync_PhoneIsGone_NodesAreToldWhateverTheLimit()
    {
        using var gone = new CancellationTokenSource();
        _context.RequestAborted = gone.Token;
        var tokens = new List<CancellationToken>();
        foreach (var seconds in new[] { 1, 100 })
        {
            await SendAsync(
                token =>
                {
                    tokens.Add(token);
                    return Task.FromResult(Held(HttpStatusCode.OK));
                },
                new() { ActivityTimeout = TimeSpan.FromSeconds(seconds) });
        }

        Assert.NotEqual(gone.Token, tokens[0]);
        Assert.Equal(gone.Token, tokens[1]);
        await SendAsync(
            async token =>
            {
                await gone.CancelAsync();
                Assert.True(token.IsCancellationRequested);
                return Held(HttpStatusCode.OK);
            },
            new() { ActivityTimeout = TimeSpan.FromSeconds(1) });
        Assert.Empty(_relay.Answers);
    }

    [Fact]
    public async Task SendAsync_EmptyPage_WritesNothing()
    {
        _context.Response.Body = Stream.Null;
        using var empty = new HttpResponseMessage(HttpStatusCode.NoContent) { Content = new HeldContent(default) };

        Assert.Equal(ForwarderError.None, await SendAsync(_ => Task.FromResult(empty)));

        Assert.Equal(204, _context.Response.StatusCode);
        Assert.Empty(_relay.Answers);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static HttpResponseMessage Held(HttpStatusCode status) => new(status) { Content = new HeldContent(Page) };

    private async Task<ForwarderError> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> answer, ForwarderRequestConfig? config = null)
    {
        var options = new FailoverPolicyOptions();
        var policy = new RoutePolicy(options, Expectation.PhoneXml, new FailoverPipelines(_fixture.Time).Build(options), new(_fixture.Time)) { Marks = Marks.None };
        var cluster = new ClusterState("c");
        _context.Request.Method = HttpMethods.Get;
        _context.Features.Set(new Press(_context, new RouteModel(new RouteConfig(), cluster, HttpTransformer.Default), cluster, policy, new NodePicker([], new())));
        using var nodes = new HttpMessageInvoker(new Nodes(_sent, answer));
        return await new PressForwarder(_relay).SendAsync(_context, "http://a/", nodes, config ?? ForwarderRequestConfig.Empty, _transforms);
    }

    private sealed class Nodes(List<HttpRequestMessage> sent, Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add(request);
            return answer(cancellationToken);
        }
    }

    private sealed class Transforms : HttpTransformer
    {
        public bool Fails { get; set; }

        public bool LeavesOutBody { get; set; }

        public int Status { get; set; } = 200;

        public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            httpContext.Response.StatusCode = Status;
            proxyRequest.RequestUri = new(destinationPrefix);
            return ValueTask.CompletedTask;
        }

        public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        {
            httpContext.Response.Headers["X-Transformed"] = "yes";
            return Fails ? throw new InvalidOperationException() : new(!LeavesOutBody);
        }
    }

    private sealed class Relay : IHttpForwarder
    {
        public List<Task<HttpResponseMessage>> Answers { get; } = [];

        public ValueTask<ForwarderError> SendAsync(
            HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer)
        {
            Answers.Add(httpClient.SendAsync(new HttpRequestMessage(), CancellationToken.None));
            return new(ForwarderError.None);
        }
    }
}
