namespace PhoneServicesProxy.Failover;

/// <summary>A cluster's connections to its nodes.</summary>
/// <param name="Pooled">Keeps connections alive, for what may be repeated when a kept one turns out to be dead.</param>
/// <param name="Fresh">
/// Opens a connection for each request: for what must not be repeated, where a dead kept connection would leave open whether
/// the node has executed it, and for probes, which ask whether the node still accepts.
/// </param>
internal sealed record NodeClients(HttpMessageInvoker Pooled, HttpMessageInvoker Fresh) : IDisposable
{
    public void Dispose()
    {
        Pooled.Dispose();
        Fresh.Dispose();
    }
}
