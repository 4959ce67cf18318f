using PhoneServicesProxy.Management.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>
/// The screen of <c>top</c>: problems, one row for each node and service, and the last events if there is room. A line says what was left out.
/// </summary>
internal sealed class TopView
{
    private const int Events = 6;

    private readonly int _width;
    private readonly List<string> _cut = [];
    private int _room;

    private TopView(int width, int room) => (_width, _room) = (width, room);

    /// <param name="nodes">From <c>/api/nodes</c>.</param>
    /// <param name="services">From <c>/api/services</c>.</param>
    /// <param name="events">From <c>/api/events</c>.</param>
    /// <param name="width">The width of the screen.</param>
    /// <param name="height">The height of the screen; null without a screen, where no key can be pressed.</param>
    public static IRenderable Of(NodesReport nodes, ServicesReport services, EventsReport events, int width, int? height)
    {
        var view = new TopView(width, height is { } rows ? rows - 1 : int.MaxValue);
        List<IRenderable> lines = [.. view.Draw(nodes, services, events)];
        if (height is not null)
        {
            lines.Add(view.Line(new($"q quits{(view._cut.Count == 0 ? "" : $"; shown: {string.Join(", ", view._cut)}. A taller window shows all.")}", StateStyle.Quiet)));
        }

        return new Rows(lines);
    }

    private IEnumerable<IRenderable> Draw(NodesReport nodes, ServicesReport services, EventsReport events)
    {
        // Problems come first, but the tables must stay visible.
        var tables = 2 + nodes.Nodes.Count + services.Services.Count;
        var headline = Headline([.. StateStyle.Headline(nodes)], Math.Max(_room / 3, _room - tables));
        var nodeRows = Take(nodes.Nodes, Math.Max(_room / 2, _room - 1 - services.Services.Count), "nodes", TopTables.IsOdd);
        var serviceRows = Take(services.Services, _room, "services", service => TopTables.IsOdd(nodes, service));
        Text[] happened = [.. events.Events.Reverse().Take(Math.Clamp(_room, 0, Events)).Select(one => Line($"{ReportText.Of(nodes.At - one.At)} ago: {one.Text}"))];
        _room -= happened.Length;
        return [.. headline, .. Gap(), TopTables.Nodes(nodeRows, StateStyle.HavePools(nodes.Nodes)).Draw(_width), .. Gap(), TopTables.Services(nodes, serviceRows, _width), .. Gap(), .. happened];
    }

    private List<IRenderable> Headline(Cell[] all, int limit)
    {
        var lines = new List<IRenderable>();
        var shown = 0;
        foreach (var more in all.Select(Wrap))
        {
            // A shorter text may fit where a longer one did not.
            if (shown == 0 || lines.Count + more.Length <= limit)
            {
                lines.AddRange(more);
                shown++;
            }
        }

        if (shown < all.Length)
        {
            _cut.Add($"{shown} of {all.Length} troubles");
        }

        _room -= lines.Count;
        return lines;
    }

    /// <summary>The rows that fit below the table's head. If not all fit, rows with a problem come first.</summary>
    private IReadOnlyList<T> Take<T>(IReadOnlyList<T> all, int limit, string what, Func<T, bool> isOdd)
    {
        var shown = all;
        if (all.Count + 1 > limit)
        {
            shown = [.. all.OrderByDescending(isOdd).Take(Math.Max(1, limit - 1))];
            _cut.Add($"{shown.Count} of {all.Count} {what}");
        }

        _room -= shown.Count + 1;
        return shown;
    }

    /// <summary>An empty line, if there is room.</summary>
    private IEnumerable<IRenderable> Gap() => _room-- > 0 ? [Text.Empty] : [];

    /// <summary>Breaks the text into lines here, so their number is known.</summary>
    private IRenderable[] Wrap(Cell cell)
    {
        var lines = new List<string> { "" };
        foreach (var word in cell.Text.Split(' '))
        {
            var isFirst = lines[^1].Length == 0;
            if (!isFirst && lines[^1].Length + 1 + word.Length > _width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] += isFirst ? word : $" {word}";
            }
        }

        return [.. lines.Select(line => Line(new(line, cell.Style)))];
    }

    /// <summary>Cuts a text that is too long. Spectre.Console would break it into lines.</summary>
    private Text Line(Cell cell) => new(cell.Text.Length <= _width ? cell.Text : $"{cell.Text[..(_width - 1)]}…", cell.Style);
}
