namespace PhoneServicesProxy.IosSlb.Syntax;

/// <summary>One command of a router's configuration.</summary>
/// <param name="Number">The line's number in the file, from 1.</param>
/// <param name="IsIndented">True if the line begins with blanks, as the commands inside a mode do.</param>
/// <param name="IsNegated">True for <c>no …</c>, which removes a command.</param>
/// <param name="Words">The words without that <c>no</c>; at least one.</param>
internal sealed record RouterLine(int Number, bool IsIndented, bool IsNegated, IReadOnlyList<string> Words)
{
    /// <summary>The line of the file without extra blanks.</summary>
    public string Text => (IsNegated ? "no " : "") + string.Join(' ', Words);
}
