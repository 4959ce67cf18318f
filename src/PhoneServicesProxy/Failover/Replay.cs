namespace PhoneServicesProxy.Failover;

/// <summary>When a request that failed at one node may be sent to the next.</summary>
public enum Replay
{
    /// <summary>Only if it is certain that no node has executed the request: nothing was sent, or the node refused before executing it.</summary>
    OnlyIfNotSent,

    /// <summary>After every failure. This is for GET requests that only show something. Other methods count as <see cref="OnlyIfNotSent"/>.</summary>
    Always,
}
