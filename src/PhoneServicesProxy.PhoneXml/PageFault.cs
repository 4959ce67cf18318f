namespace PhoneServicesProxy.PhoneXml;

/// <summary>The place and kind of the fault in an ill-formed page. It is safe to log: of the content it has at most the name of an element.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The character in the line, counted from 1.</param>
/// <param name="What">The fault, such as "bare &amp; in &lt;Name&gt;". The same mistake always has the same words, at any place.</param>
/// <param name="IsWhole">True if the page ends with its root's end tag. Then it was not cut short, and every node with the same application has it.</param>
internal sealed record PageFault(int Line, int Column, string What, bool IsWhole)
{
    public override string ToString() => $"line {Line}, column {Column}: {What}";
}
