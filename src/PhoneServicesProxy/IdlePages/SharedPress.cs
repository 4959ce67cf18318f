namespace PhoneServicesProxy.IdlePages;

/// <summary>One phone's request for a page, on which other phones wait.</summary>
/// <param name="identity">The parts of the request that are equal for all these phones.</param>
/// <param name="disconnected">Cancelled when the phone disconnects.</param>
internal sealed class SharedPress(string identity, CancellationToken disconnected) : IDisposable
{
    private readonly TaskCompletionSource<SharedPage?> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private CancellationTokenRegistration _onDisconnect;

    public string Identity => identity;

    /// <summary>The page for the other phones; null if each of them must ask a node itself.</summary>
    public Task<SharedPage?> Page => _page.Task;

    /// <summary>
    /// Cancels the request to the node. A disconnect of this phone does not cancel it while others wait for the same answer.
    /// The time limits of the failover policy still apply.
    /// </summary>
    public CancellationToken End => _end.Token;

    /// <summary>Ends the wait of the other phones.</summary>
    public void Complete(SharedPage? page) => _page.TrySetResult(page);

    /// <summary>Must be called when the other phones have their page. From then, a disconnect of this phone cancels the request.</summary>
    public void EndOnDisconnect() => _onDisconnect = disconnected.Register(_end.Cancel);

    public void Dispose()
    {
        _onDisconnect.Dispose();
        _end.Dispose();
    }
}
