using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Commands.Probe;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>Pages, man page and <c>--help</c> name the commands, options and exit codes that there are.</summary>
public sealed partial class CommandLineTests
{
    private static readonly string[] CodesOfAll = ["0", "1", "2"];
    private static readonly RootCommand Root = GatewayCommand.Create([]);
    private static readonly MarkdownPage Operate = Pages.Read("deploy/docs/operate.md");
    private static readonly string Manual = File.ReadAllText(Path.Combine(Pages.Root, "deploy", "debian", "package", "phone-services-proxy.1"));

    [Fact]
    public void Operate_CommandLine_ListsTheCommands()
    {
        var listed = Operate.Section("Command line").Split("### Exit codes")[0].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => MarkdownPage.Quoted(line).First().Split(' ')[0]);

        Assert.Equal(Root.Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Manual_NamesEveryCommandAndFile() =>
        Assert.All(Root.Subcommands, command => Assert.Contains(command.Name, Manual.Replace("\\-", "-", StringComparison.Ordinal), StringComparison.Ordinal));

    /// <summary>Each option is explained on some page, or by its own help alone where it is listed here.</summary>
    [Fact]
    public void Pages_NameEveryOption()
    {
        string[] onlyInHelp = ["--port", "--control-port", "--help", "--version"];
        var text = string.Concat(Pages.ForAdministrators.Select(page => page.Text));

        Assert.All(
            Root.Subcommands.SelectMany(command => command.Options).Select(option => option.Name).Except(onlyInHelp),
            option => Assert.Contains(option, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_EveryCommandOfTheGateway_IsUnderstood()
    {
        var commands = Pages.All.SelectMany(page => page.Blocks.Where(block => block.Language == "sh").SelectMany(block => block.Commands))
            .SelectMany(line => Call().Matches(line).Select(match => match.Groups["arguments"].Value)).ToArray();

        Assert.InRange(commands.Length, 20, int.MaxValue);
        foreach (var command in commands)
        {
            var (known, settings, lacking) = SettingArguments.Split([.. Argument().Matches(command).Select(match => match.Value.Trim('"', '\''))]);

            Assert.Null(lacking);
            var errors = GatewayCommand.Create(settings).Parse(known).Errors;
            Assert.True(errors.Count == 0, $"{command}: {string.Join(' ', errors.Select(error => error.Message))}");
        }
    }

    [Fact]
    public void ExitCodes_InPageHelpAndManual_AreThoseOfTheProgram()
    {
        Assert.Equal([0, 1, 2], new[] { AuditReport.Sound, ExitCode.Failure, ExitCode.Misuse });
        Assert.Equal(AuditReport.Bypassed, ExitCode.Failure);
        var codes = CodesOfAll.Append(Text(ProbeCommand.Outage)).Append(Text(AuditReport.NothingRead)).ToArray();
        var rows = Operate.Rows("Exit codes").ToArray();

        Assert.Equal(codes, rows.Select(row => row[0]).Distinct());
        Assert.Equal(CodesOfAll, rows.Where(row => row[1] == "all").Select(row => row[0]));
        Assert.Contains(rows, row => row[0] == Text(ProbeCommand.Outage) && row[1] == "`probe`");
        Assert.Contains(rows, row => row[0] == Text(AuditReport.NothingRead) && row[1] == "`audit`");
        var status = Manual.Split(".SH EXIT STATUS")[1].Split(".SH ")[0];
        Assert.All(codes, code => Assert.Matches($@"\b{code}\b", status));
        Assert.All(codes, code => Assert.Matches($@"\b{code}\b", Root.Description!.Split("Exit codes")[1]));
    }

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:^|&& |\| |sudo )(?:phone-services-proxy|dotnet run --project src/PhoneServicesProxy --)(?<arguments>(?: (?![|>&])(?:""[^""]*""|'[^']*'|\S+))*)")]
    private static partial Regex Call();

    [GeneratedRegex(@"""[^""]*""|'[^']*'|\S+")]
    private static partial Regex Argument();
}
