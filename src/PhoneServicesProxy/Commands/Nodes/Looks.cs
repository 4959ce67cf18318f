using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using Spectre.Console;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>States in words and colour; the words alone are enough.</summary>
internal static class Looks
{
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Odd = new(Color.Yellow);

    public static Text Of(NodeServiceReport service) => service switch
    {
        { Standby: true } => new("standby"),
        { ProbeWrong: true } => new("up, probe wrong", Odd),
        { Condition: NodeCondition.Up } => new("up", Good),
        { Condition: NodeCondition.Down } => new("DOWN", Bad),
        _ => new("unknown", Odd),
    };

    public static Text Of(NodeState state) => new(Words.Of(state), state == NodeState.Active ? Good : Odd);

    public static Text OfUsers(string text, bool losing) => new(text, losing ? Bad : Good);

    public static Text Warning(string text) => new(text, Odd);

    public static Text Number(long number, bool isBad = false) => new($"{number}", isBad && number > 0 ? Bad : Style.Plain);

    public static Text Plain(string? text) => new(text ?? "-");

    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        return table;
    }
}
