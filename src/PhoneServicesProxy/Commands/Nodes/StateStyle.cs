using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;
using Spectre.Console;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>States in words and colour. The words alone are enough.</summary>
internal static class StateStyle
{
    public static readonly Style Heading = new(decoration: Decoration.Bold);
    public static readonly Style Quiet = new(decoration: Decoration.Dim);

    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Odd = new(Color.Yellow);

    public static Cell Of(NodeServiceStatus status) => new(ReportText.Of(status), status switch
    {
        NodeServiceStatus.Up => Good,
        NodeServiceStatus.Down => Bad,
        NodeServiceStatus.Standby => Style.Plain,
        _ => Odd,
    });

    public static Cell Of(NodeState state) => new(ReportText.Of(state), state == NodeState.Active ? Good : Odd);

    public static Cell Of(NodeReport node) => new(node.Text, node.Services.Any(service => service.Status == NodeServiceStatus.Down) ? Bad : Of(node.State).Style);

    /// <summary>The column for pools. It is left out if the site has none.</summary>
    public static (string Title, int Rank) PoolColumn => ("Pool", 2);

    public static bool HavePools(IEnumerable<NodeReport> nodes) => nodes.Any(node => node.Pool is not null);

    /// <summary>The pool, or a hyphen for a CallManager node.</summary>
    public static Cell PoolOf(NodeReport node) => node.Pool ?? "-";

    /// <summary>Lost services, then whether users notice, then other problems: the same order as everywhere.</summary>
    public static IEnumerable<Cell> Headline(NodesReport report)
    {
        var lost = report.Verdicts.Where(verdict => verdict.Severity == VerdictSeverity.Lost).ToArray();
        return
        [
            .. lost.Select(verdict => Of(verdict, report.At)),
            new(report.Users.Text, report.Users.Losing ? Bad : lost.Length > 0 ? Odd : Good),
            .. report.Verdicts.Except(lost).Select(verdict => Of(verdict, report.At)),
        ];
    }

    private static Cell Of(VerdictReport verdict, DateTimeOffset now) => new(ReportText.Of(verdict, now), verdict.Severity switch
    {
        VerdictSeverity.Lost => Bad,
        VerdictSeverity.Trouble => Odd,
        _ => Style.Plain,
    });

    public static Cell Number(long number, bool isBad = false) => new($"{number}", isBad && number > 0 ? Bad : Style.Plain);
}
