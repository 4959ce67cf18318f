using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>A press, and what was broken meanwhile.</summary>
/// <param name="Page">The page that was asked for.</param>
/// <param name="Press">What became of it.</param>
/// <param name="Faults">
/// The faults that the press met, from the one that was there first; where all nodes were healthy, the last one before it, of
/// which the gateway may still have to recover. Empty before the first fault.
/// </param>
internal sealed record ChaosPress(ChaosPage Page, Press Press, IReadOnlyList<PlayedFault> Faults)
{
    /// <summary>What the press is put down to.</summary>
    public string? Kind => Faults is [var first, ..] ? first.Kind : null;

    public override string ToString() =>
        $"{Page.Title} {Press}; {(Faults is [] ? "no fault yet" : string.Join(", then ", Faults))}";
}
