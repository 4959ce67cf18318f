using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PhoneServicesProxy.Tests.Security;

/// <summary>A connection on which the server refuses a request, and what it sends before it closes.</summary>
internal sealed class EarlyConnection : IHttpResponseFeature, IHttpResponseBodyFeature, IConnectionTransportFeature, IDuplexPipe
{
    private const string Head = "HEAD ";
    private readonly Pipe _sent = new();

    public EarlyConnection(string method = "GET", params (string Name, string Value)[] headers)
    {
        Features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = method, Headers = new HeaderDictionary(headers.ToDictionary(header => header.Name, header => new StringValues(header.Value))) });
        Features.Set<IHttpResponseFeature>(this);
        Features.Set<IHttpResponseBodyFeature>(this);
        Features.Set<IConnectionTransportFeature>(this);
    }

    public FeatureCollection Features { get; } = new();

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; } = Stream.Null;

    public bool HasStarted { get; set; }

    public IDuplexPipe Transport
    {
        get => this;
        set => throw new NotSupportedException();
    }

    public PipeReader Input => throw new NotSupportedException();

    public PipeWriter Output => _sent.Writer;

    public Stream Stream => Body;

    public PipeWriter Writer => throw new NotSupportedException();

    /// <summary>What has left after the headers; null if nothing was answered.</summary>
    public string? Page
    {
        get
        {
            if (!_sent.Reader.TryRead(out var result))
            {
                return null;
            }

            var sent = Encoding.UTF8.GetString(result.Buffer);
            Assert.StartsWith(Head, sent, StringComparison.Ordinal);
            return sent[Head.Length..];
        }
    }

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        HasStarted = true;
        _sent.Writer.Write(Encoding.ASCII.GetBytes(Head));
        return Task.CompletedTask;
    }

    public void OnStarting(Func<object, Task> callback, object state) => throw new NotSupportedException();

    public void OnCompleted(Func<object, Task> callback, object state) => throw new NotSupportedException();

    public void DisableBuffering() => throw new NotSupportedException();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task CompleteAsync() => throw new NotSupportedException();
}
