namespace PhoneServicesProxy.IdlePages;

/// <summary>One phone's request for a page that other phones wait for.</summary>
/// <param name="identity">Everything that it has in common with those phones' requests.</param>
/// <param name="gone">Cancelled when the phone disconnects.</param>
internal sealed class SharedPress(string identity, CancellationToken gone) : IDisposable
{
    private readonly TaskCompletionSource<SharedPage?> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private CancellationTokenRegistration _withThePhone;

    public string Identity => identity;

    /// <summary>What the others get; null if each of them must ask for itself.</summary>
    public Task<SharedPage?> Page => _page.Task;

    /// <summary>
    /// Cancels the request to the node. The phone's disconnect does not, while others wait for the same answer.
    /// The failover policy's time limits are sufficient.
    /// </summary>
    public CancellationToken End => _end.Token;

    /// <summary>Lets the others go on.</summary>
    public void Complete(SharedPage? page) => _page.TrySetResult(page);

    /// <summary>The others have what they wait for. The rest of the answer is this phone's alone.</summary>
    public void EndWithThePhone() => _withThePhone = gone.Register(_end.Cancel);

    public void Dispose()
    {
        _withThePhone.Dispose();
        _end.Dispose();
    }
}
