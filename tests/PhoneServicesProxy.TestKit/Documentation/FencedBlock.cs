namespace PhoneServicesProxy.TestKit.Documentation;

/// <summary>A block of code in a page.</summary>
/// <param name="Language">The first word behind the fence.</param>
/// <param name="Mark">The second word, which renderers ignore: the machine on which a command runs.</param>
/// <param name="Text">The text between the fences, without the indentation of the first fence.</param>
/// <param name="Offset">Its offset in the page.</param>
internal sealed record FencedBlock(string Language, string Mark, string Text, int Offset)
{
    /// <summary>The commands, each with its continuation lines. Comments are left out.</summary>
    public IEnumerable<string> Commands =>
        Text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Split(" # ")[0].Trim())
            .Where(line => line.Length > 0 && line[0] != '#');
}
