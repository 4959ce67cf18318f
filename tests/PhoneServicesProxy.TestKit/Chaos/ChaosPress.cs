using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>A press and the faults during it.</summary>
/// <param name="Page">The page that was asked for.</param>
/// <param name="Press">The press and its result.</param>
/// <param name="Faults">
/// The faults during the press, in the order of their beginnings. If all nodes were healthy, it is the last fault before the press, because
/// the gateway may still be recovering. Empty before the first fault.
/// </param>
internal sealed record ChaosPress(ChaosPage Page, Press Press, IReadOnlyList<PlayedFault> Faults)
{
    /// <summary>The kind of fault that the press is attributed to.</summary>
    public string? Kind => Faults is [var first, ..] ? first.Kind : null;

    public override string ToString() =>
        $"{Page.Title} {Press}; {(Faults is [] ? "no fault yet" : string.Join(", then ", Faults))}";
}
