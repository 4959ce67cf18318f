using Spectre.Console;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A table with as many columns as fit the screen, so words are not broken.</summary>
/// <param name="columns">Titles and ranks. If there is no room, the highest rank is left out first; rank 0 always stays.</param>
internal sealed class ScreenTable(params (string Title, int Rank)[] columns)
{
    private const int Gap = 2;

    /// <summary>The least width of the last column if it may wrap (<see cref="LastWraps"/>).</summary>
    private const int LeastOfLast = 24;

    private readonly List<Cell[]> _rows = [];

    /// <summary>True if the last column has sentences.</summary>
    public bool LastWraps { get; init; }

    public int Rows => _rows.Count;

    /// <param name="cells">One cell for each column, shown or not.</param>
    public void AddRow(params Cell[] cells) => _rows.Add(cells);

    /// <summary>The width that the other columns leave.</summary>
    public int RoomLeft(int width) => width - Taken(Fitting(width)) - Gap;

    public Table Draw(int width)
    {
        var shown = Fitting(width);
        var table = new Table().Border(TableBorder.None).Width(Math.Min(width, Math.Max(1, Taken(shown, whole: true))));
        foreach (var i in shown)
        {
            var column = new TableColumn(new Text(columns[i].Title, StateStyle.Heading)).Padding(0, 0, i == shown[^1] ? 0 : Gap, 0);
            table.AddColumn(Wraps(i) ? column : column.NoWrap());
        }

        foreach (var row in _rows)
        {
            table.AddRow(shown.Select(i => Wraps(i) ? row[i].Draw() : row[i].Draw().Ellipsis()));
        }

        return table;
    }

    private bool Wraps(int column) => LastWraps && column == columns.Length - 1;

    private int[] Fitting(int width)
    {
        List<int> shown = [.. Enumerable.Range(0, columns.Length)];
        while (Taken(shown) > width && shown.Where(i => columns[i].Rank > 0).MaxBy(i => columns[i].Rank) is var last and > 0)
        {
            shown.Remove(last);
        }

        return [.. shown];
    }

    private int Taken(IReadOnlyCollection<int> shown, bool whole = false) =>
        shown.Sum(i => whole || !Wraps(i) ? WidthOf(i) : Math.Min(LeastOfLast, WidthOf(i))) + (Gap * (shown.Count - 1));

    private int WidthOf(int column) => Math.Max(columns[column].Title.Length, _rows.Select(row => row[column].Text.Length).DefaultIfEmpty().Max());
}
