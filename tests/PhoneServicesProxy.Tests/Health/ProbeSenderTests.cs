using System.IO.Compression;
using System.Net;
using System.Text;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>One probe, from its request to the answer as its services see it.</summary>
public sealed class ProbeSenderTests : IAsyncDisposable
{
    private const string Menu = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    private readonly ProbingFixture _fixture = new();
    private readonly ProbeSender _sut;

    public ProbeSenderTests() => _sut = new(new PhoneProbeRequestFactory(), () => _fixture.Options, _fixture.Culprit);

    [Fact]
    public async Task SendAsync_GoodPage_ComesWithItsBytesAndTheConnectionIsFree()
    {
        var content = new Content(Menu);
        var answer = await SendAsync(content);

        Assert.True(answer.Good);
        Assert.Equal((200, Menu, "text/xml"), (answer.Page!.Status, Encoding.UTF8.GetString(answer.Page.Body.Span), answer.Page.ContentType));
        Assert.Equal(Menu, await answer.Response!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/xml", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.True(content.IsDisposed);
    }

    [Fact]
    public async Task SendAsync_BadPage_ComesWithThePageAndTheConnectionIsFree()
    {
        var content = new Content("<html></html>");
        var answer = await SendAsync(content, metadata: ("Health.Expect", "PhoneXml"));

        Assert.Equal((AttemptFailure.BadPage, "an HTML page", null), (answer.Failure, answer.Reason, answer.Response));
        Assert.Equal("<html></html>", Encoding.UTF8.GetString(answer.Page!.Body.Span));
        Assert.True(content.IsDisposed);
    }

    [Fact]
    public async Task SendAsync_Request_IsMarkedAsAProbe()
    {
        var isProbe = false;

        await SendAsync((request, _) => Task.FromResult(new HttpResponseMessage { StatusCode = (isProbe = ProbeRequest.IsProbe(request)) ? HttpStatusCode.OK : HttpStatusCode.Conflict }));

        Assert.True(isProbe);
        using var other = new HttpRequestMessage();
        Assert.False(ProbeRequest.IsProbe(other));
    }

    /// <summary>YARP's policies know nothing of the codes that a service accepts.</summary>
    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NoContent, HttpStatusCode.NoContent)]
    public async Task SendAsync_AcceptedStatus_IsASuccessForPolicies(HttpStatusCode status, HttpStatusCode expected)
    {
        var answer = await SendAsync(new Content(""), status, ("Health.Status", "204,401"));

        Assert.Equal((true, expected, (int)status), (answer.Good, answer.Response!.StatusCode, answer.Page!.Status));
    }

    [Fact]
    public async Task SendAsync_TwoServices_EachJudgesTheSameAnswer()
    {
        var node = Node((_, _) => Task.FromResult(new HttpResponseMessage { Content = new Content(Menu) }));

        var answers = await _sut.SendAsync(node, [Check(("Health.Root", "CiscoIPPhoneText")), Check(("Health.Root", "CiscoIPPhoneMenu"))], TestContext.Current.CancellationToken);

        Assert.Equal([AttemptFailure.BadPage, AttemptFailure.None], answers.Select(answer => answer.Failure));
        Assert.Null(answers[0].Response);
        Assert.NotNull(answers[1].Response);
        Assert.Same(answers[0].Page, answers[1].Page);
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    [InlineData(10_000, false)]
    public async Task SendAsync_LongPage_IsReadUpToTheLimit(int length, bool isGood)
    {
        _fixture.Options.MaxPageSize = 1024;

        var answer = await SendAsync(new Content(new string('x', length)));

        Assert.Equal(isGood, answer.Good);
        Assert.Equal(!isGood, answer.Page!.TooLong);
        Assert.Equal(isGood ? null : "more than 1024 bytes", answer.Reason);
    }

    [Fact]
    public async Task SendAsync_PageOfSeveralPieces_IsReadAsOne()
    {
        var text = new string('x', 10_000);

        Assert.Equal(text, Encoding.UTF8.GetString((await SendAsync(new Content(text))).Page!.Body.Span));
    }

    [Fact]
    public void MaxPageSize_NotSet_IsThatOfThePages() => Assert.Equal(65_536, new HealthOptions().MaxPageSize);

    [Theory]
    [InlineData("gzip", "none")]
    [InlineData("unheard-of", "compressed in an unknown way, broken, or too long")]
    public async Task SendAsync_CompressedPage_IsUnpackedWherePossible(string coding, string reason)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Menu));
        }

        var content = new Content(packed.ToArray());
        content.Headers.ContentEncoding.Add(coding);
        var answer = await SendAsync(content, metadata: ("Health.Root", "CiscoIPPhoneMenu"));

        Assert.Equal(reason, answer.Reason ?? "none");
        Assert.Equal(coding == "gzip" ? AttemptFailure.None : AttemptFailure.BadPage, answer.Failure);
    }

    [Fact]
    public async Task SendAsync_NoAnswerInTime_IsSaidInWords()
    {
        using var limit = new CancellationTokenSource();
        var sent = _sut.SendAsync(Node(async (_, cancelled) => await Forever(cancelled)), Check(), limit.Token);

        await limit.CancelAsync();

        Assert.Equal((AttemptFailure.AnswerTimeout, "no answer within the time limit"), Of(await sent));
    }

    [Fact]
    public async Task SendAsync_HalfAnAnswerInTime_IsSaidInWordsAndTheConnectionIsFree()
    {
        using var limit = new CancellationTokenSource();
        var content = new Content(Menu) { NeverEnds = true };
        var sent = _sut.SendAsync(Node((_, _) => Task.FromResult(new HttpResponseMessage { Content = content })), Check(), limit.Token);

        await limit.CancelAsync();

        Assert.Equal((AttemptFailure.AnswerTimeout, "half an answer within the time limit"), Of(await sent));
        Assert.True(content.IsDisposed);
    }

    [Fact]
    public async Task SendAsync_ConnectionInNoTime_IsSaidInWords()
    {
        var answer = await SendAsync((_, _) => throw new TaskCanceledException("Connecting took too long.", new TimeoutException("A connection could not be established within the configured ConnectTimeout.")));

        Assert.Equal((AttemptFailure.ConnectTimeout, "no connection in time"), Of(answer));
    }

    [Fact]
    public async Task SendAsync_AddressIsNoUrl_IsNoConnection()
    {
        var node = Node((_, _) => Task.FromResult(new HttpResponseMessage()));
        Clusters.Move(node.Destination, new DestinationConfig { Address = "publisher" });

        Assert.Equal((AttemptFailure.ConnectFailed, "no probe can be made for its address"), Of(await _sut.SendAsync(node, Check(), TestContext.Current.CancellationToken)));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static (AttemptFailure Failure, string? Reason) Of(ProbeAnswer answer) => (answer.Failure, answer.Reason);

    private static async Task<HttpResponseMessage> Forever(CancellationToken cancelled)
    {
        await Answers.Never(cancelled);
        return new();
    }

    private static ProbeCheck Check(params (string Key, string Value)[] metadata) => new(HealthMetadata.Read(metadata.ToDictionary(pair => pair.Key, pair => pair.Value), Assert.Fail));

    private static NodeHealth Node(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        var cluster = Clusters.Create(new ClusterConfig { ClusterId = "menu" }, new HttpMessageInvoker(new Handler(answer)), ("a", "http://a/"));
        return new(cluster, cluster.Destinations["a"], default);
    }

    private Task<ProbeAnswer> SendAsync(Content content, HttpStatusCode status = HttpStatusCode.OK, params (string Key, string Value)[] metadata) =>
        _sut.SendAsync(Node((_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = content })), Check(metadata), TestContext.Current.CancellationToken);

    private Task<ProbeAnswer> SendAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) =>
        _sut.SendAsync(Node(answer), Check(), TestContext.Current.CancellationToken);

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }

    /// <summary>A body as a node's connection gives it: in pieces, perhaps without an end, and the connection is free when it is disposed.</summary>
    private sealed class Content : ByteArrayContent
    {
        private readonly byte[] _bytes;

        public Content(byte[] bytes)
            : base(bytes)
        {
            _bytes = bytes;
            Headers.TryAddWithoutValidation("Content-Type", "text/xml");
        }

        public Content(string text)
            : this(Encoding.UTF8.GetBytes(text))
        {
        }

        public bool NeverEnds { get; init; }

        public bool IsDisposed { get; private set; }

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(NeverEnds ? new EndlessStream() : new MemoryStream(_bytes));

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Answers.Never(cancellationToken);
            return 0;
        }
    }
}
