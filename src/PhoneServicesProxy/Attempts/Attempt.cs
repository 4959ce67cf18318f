using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Attempts;

/// <summary>One try at one node, with its result.</summary>
internal sealed class Attempt(DestinationState node) : IDisposable
{
    public DestinationState Node => node;

    public AttemptFailure Failure { get; set; }

    /// <summary>The reason in words, for logs: a status code or the fault of the page. It never has anything of the request.</summary>
    public string? Reason { get; set; }

    /// <summary>True if another attempt won the press, or the phone went away, before this attempt ended.</summary>
    public bool Cancelled { get; set; }

    /// <summary>True if the process stood still, or had no threads, during the attempt. Its duration then says nothing about the node.</summary>
    public bool WasHeldUp { get; set; }

    /// <summary>True if it is certain that the node has not executed the request.</summary>
    public bool NotExecuted { get; set; }

    public TimeSpan Duration { get; set; }

    public HttpResponseMessage? Response { get; set; }

    /// <summary>True if the failure may come from behind the node. No other node would do better, so it does not count against this one.</summary>
    public bool FromBehindNode { get; set; }

    /// <summary>
    /// The page of a failed attempt that the phone may get if no node does better. It is ill-formed, or the service itself says in it that it
    /// cannot serve.
    /// </summary>
    public ReadOnlyMemory<byte>? Page { get; set; }

    /// <summary>
    /// True if <see cref="Page"/> is ill-formed but whole. The phone may get it even if no other node has given the same page.
    /// </summary>
    public bool IsWholePage { get; set; }

    /// <summary>The request as it was sent to the node.</summary>
    public HttpRequestMessage? Request { get; set; }

    /// <summary>The place at the node, while the answer still streams from there.</summary>
    public IDisposable? Place { get; set; }

    /// <summary>The whole body of the answer as the node wrote it; null if it is too long to be held.</summary>
    public ReadOnlyMemory<byte>? Body { get; set; }

    /// <summary>The number at the end of the page. It is null if the route has no set of numbers, or the page has no number.</summary>
    public int? PageNumber { get; set; }

    public bool Won => Failure == AttemptFailure.None && !Cancelled;

    public void Dispose()
    {
        Response?.Dispose();
        Place?.Dispose();
    }
}
