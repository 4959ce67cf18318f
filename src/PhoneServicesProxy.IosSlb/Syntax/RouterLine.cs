namespace PhoneServicesProxy.IosSlb.Syntax;

/// <summary>One command of a router's configuration.</summary>
/// <param name="Number">The line's number in the file, from 1.</param>
/// <param name="IsIndented">True where blanks stand before it, as before the commands within a mode.</param>
/// <param name="IsNegated">True for <c>no …</c>, which takes a command back.</param>
/// <param name="Words">The words, without that <c>no</c>; at least one.</param>
internal sealed record RouterLine(int Number, bool IsIndented, bool IsNegated, IReadOnlyList<string> Words)
{
    /// <summary>The line as it stands in the file, blanks aside.</summary>
    public string Text => (IsNegated ? "no " : "") + string.Join(' ', Words);
}
