namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>A fault that has happened. Times count from the first press.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Node">Name of the node.</param>
/// <param name="Began">The time when the node began to break.</param>
/// <param name="Repaired">The time when it was healthy again.</param>
internal sealed record PlayedFault(string Kind, string Node, TimeSpan Began, TimeSpan Repaired)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Kind} on {Node} from {Began.TotalSeconds:F1} s to {Repaired.TotalSeconds:F1} s");
}
