using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A table that leaves out columns where the screen is too narrow for all, so that words stay in one piece.</summary>
/// <param name="isNarrow">Whether it is.</param>
/// <param name="columns">Titles, and which of them are always shown.</param>
internal sealed class ScreenTable(bool isNarrow, params (string Title, bool Always)[] columns)
{
    public Table Table { get; } = Looks.Table([.. columns.Where(column => column.Always || !isNarrow).Select(column => column.Title)]);

    /// <param name="cells">One for each column, shown or not.</param>
    public void AddRow(params IRenderable[] cells) => Table.AddRow(cells.Where((_, i) => columns[i].Always || !isNarrow));
}
