namespace CallManagerSimulator;

/// <summary>Decides which node's Manager Assistant is active. It stays active until its node fails (Cisco document 200159).</summary>
internal sealed class AssistantElection(Func<IReadOnlyList<SimulatedNode>> nodes)
{
    private readonly Lock _lock = new();
    private string _active = "";

    public string Active
    {
        get
        {
            lock (_lock)
            {
                return _active;
            }
        }
    }

    public void Reconsider()
    {
        lock (_lock)
        {
            var all = nodes();
            var active = all.FirstOrDefault(n => n.Name == _active);
            if (active is null || HasFailed(active))
            {
                _active = (all.FirstOrDefault(n => !HasFailed(n)) ?? active ?? all[0]).Name;
            }
        }
    }

    private static bool HasFailed(SimulatedNode node) => node.Active.IsDown || node.Active.IsVanished
        || node.Fault is
        {
            Kind: FaultKind.Hang or FaultKind.InternalError or FaultKind.Unavailable or FaultKind.Reset,
            PathPrefix: null,
            OnlyChanging: false,
        };
}
