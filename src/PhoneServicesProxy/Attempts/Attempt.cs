using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Attempts;

/// <summary>One try at one node, and what came of it.</summary>
internal sealed class Attempt(DestinationState node) : IDisposable
{
    public DestinationState Node => node;

    public AttemptFailure Failure { get; set; }

    /// <summary>In words, for logs: a status code or what is wrong with the page. Never anything of the request.</summary>
    public string? Reason { get; set; }

    /// <summary>The press was won by another attempt, or the phone went away, before this one came to an end.</summary>
    public bool Cancelled { get; set; }

    /// <summary>The process stood still, or had no threads, while it was under way: how long it took says nothing of the node.</summary>
    public bool WasHeldUp { get; set; }

    /// <summary>It is certain that the node has not executed the request.</summary>
    public bool NotExecuted { get; set; }

    public TimeSpan Duration { get; set; }

    public HttpResponseMessage? Response { get; set; }

    /// <summary>The failure may come from behind the node, where no other node does better: no evidence against this one.</summary>
    public bool FromBehindNode { get; set; }

    /// <summary>
    /// The page of a failed attempt that the phone may get where no node does better: one that is not well-formed, or one by
    /// which the service itself says that it cannot serve.
    /// </summary>
    public ReadOnlyMemory<byte>? Page { get; set; }

    /// <summary>
    /// <see cref="Page"/> is not well-formed but whole: the phone may get it although no other node has given the same.
    /// </summary>
    public bool IsWholePage { get; set; }

    /// <summary>What the node was sent.</summary>
    public HttpRequestMessage? Request { get; set; }

    /// <summary>The place at the node, where the answer is still streaming from there.</summary>
    public IDisposable? Place { get; set; }

    /// <summary>The whole body of the answer, as the node wrote it; null where it is too long to be held.</summary>
    public ReadOnlyMemory<byte>? Body { get; set; }

    /// <summary>The number that the page ends with, where the route has a set of numbers and the page one.</summary>
    public int? PageNumber { get; set; }

    public bool Won => Failure == AttemptFailure.None && !Cancelled;

    public void Dispose()
    {
        Response?.Dispose();
        Place?.Dispose();
    }
}
