namespace PhoneServicesProxy.Failover;

/// <summary>A cluster's connections to its nodes.</summary>
/// <param name="Pooled">Keeps connections alive, for requests that may be repeated when a kept connection turns out to be dead.</param>
/// <param name="Fresh">
/// Opens a connection for each request. Requests that must not be repeated use it. With a dead kept connection, it would be unknown
/// whether the node executed them. Probes use it to check that the node still accepts connections.
/// </param>
internal sealed record NodeClients(HttpMessageInvoker Pooled, HttpMessageInvoker Fresh) : IDisposable
{
    public void Dispose()
    {
        Pooled.Dispose();
        Fresh.Dispose();
    }
}
