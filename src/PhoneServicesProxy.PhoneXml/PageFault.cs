namespace PhoneServicesProxy.PhoneXml;

/// <summary>Where a page is not well-formed, and how. Safe to log: of the page's content it holds a name of an element at most.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">The character in the line, counted from 1.</param>
/// <param name="What">What is wrong there, such as "bare &amp; in &lt;Name&gt;". The same mistake has the same words wherever it stands.</param>
/// <param name="IsWhole">The page ends with its root's end tag: nothing has cut it short, so every node with the same application has it.</param>
internal sealed record PageFault(int Line, int Column, string What, bool IsWhole)
{
    public override string ToString() => $"line {Line}, column {Column}: {What}";
}
