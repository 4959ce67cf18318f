namespace PhoneServicesProxy.Failover;

/// <summary>When a request that failed at one node may be sent to the next.</summary>
public enum Replay
{
    /// <summary>Only where it is certain that no node has executed it: nothing was sent, or the node refused before executing.</summary>
    OnlyIfNotSent,

    /// <summary>After every failure. For GET requests that only show something; other methods count as <see cref="OnlyIfNotSent"/>.</summary>
    Always,
}
