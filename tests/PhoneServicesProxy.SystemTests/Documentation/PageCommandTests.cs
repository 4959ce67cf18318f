using System.Text.RegularExpressions;
using PhoneServicesProxy.SystemTests.Debian;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Documentation;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Documentation;

/// <summary>
/// Every command of the pages runs, in the order of the page, and says what the page says. The second word of a block's fence tells where: nothing, on the
/// gateway's machine; <c>sources</c>, <c>demo</c>, on a developer's; <c>last</c>, when all else is done; <c>elsewhere</c>, where no test can.
/// A sample with <c>site</c> is what the reader then writes into the site's file.
/// </summary>
[Trait(Lane.Name, Lane.Early)]
public sealed partial class PageCommandTests(BuiltPackages packages) : IClassFixture<BuiltPackages>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Programs that need what is not here: a package registry, a cluster, a container engine, another machine, systemd's own hand.</summary>
    private static readonly string[] Elsewhere =
        ["apt", "cp", "curl", "deploy/container/base", "deploy/debian/build", "deploy/release", "dig", "docker", "dotnet", "git", "install", "ip", "kubectl", "ln", "mkdir", "otelcol-contrib", "openssl", "phone-services-proxy", "podman", "sed", "ssh", "systemctl", "systemd-sysusers", "tail", "wget", "editor", "MANAGEMENT_KEY=$(openssl"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_EveryCommandOfTheGatewaysMachine_DoesWhatThePageSays()
    {
        await using var machine = await ReadersMachine.StartAsync(packages.Folder, Cancellation);
        var install = Pages.Read("deploy/docs/install.md");
        var site = install.Blocks.First(block => block.Mark == "site").Text;
        await RunAsync(machine, install);
        var isChanged = true;
        foreach (var page in Pages.ForAdministrators.Where(page => page.Path != install.Path && page.Blocks.Any(block => block is { Language: "sh", Mark: "" })))
        {
            if (isChanged)
            {
                await machine.ResetAsync(site);
            }

            await RunAsync(machine, page);
            isChanged = page.Blocks.Any(block => block.Mark is "site" or "renew" || Changing().IsMatch(block.Text));
        }

        foreach (var command in Pages.ForAdministrators.SelectMany(page => page.Blocks).Where(block => block.Mark == "last").SelectMany(block => block.Commands))
        {
            var (code, output) = await machine.TryAsync(command);
            Assert.True(code == 0, $"{command}: {output}");
        }
    }

    [Fact]
    public async Task Readme_Demo_SaysAndDoesWhatReadmeSays()
    {
        await using var machine = await ReadersMachine.StartAsync(packages.Folder, Cancellation);
        var readme = Pages.Read("README.md");
        var blocks = readme.Blocks.SkipWhile(block => block.Mark != "sources").ToArray();
        var arguments = blocks[0].Commands.Single().Split(" -- ")[1].Split(' ');
        await using var demo = await ChildProcess.StartAsync(GatewayProgram.With(arguments) with { NetworkNamespace = machine.Workstation }, TimeProvider.System);
        await demo.WaitForAsync(_ => Task.FromResult(demo.Output.Contains("Ctrl+C ends the demo.", StringComparison.Ordinal)), Limit, "did not say what to try", Cancellation);

        AssertSaid(readme, blocks[1], demo.Output);
        var press = blocks.First(block => block.Mark == "demo");
        foreach (var command in press.Commands)
        {
            var (code, output) = await Command.TryAsync("ip", "netns", "exec", machine.Workstation, "bash", "-c", command);
            Assert.True(code == 0, $"{command}: {output}");
            AssertSaid(readme, blocks.SkipWhile(block => block != press).ElementAt(1), output);
        }
    }

    [Fact]
    public void Pages_EveryBlock_IsMarkedAsSomethingThatIsKnown()
    {
        var blocks = Pages.ForAdministrators.SelectMany(page => page.Blocks.Select(block => (page.Path, Block: block))).ToArray();

        Assert.All(blocks, block => Assert.Contains(block.Block.Language, (IEnumerable<string>)["sh", "jsonc", "text", ""]));
        Assert.All(blocks, block => Assert.Contains(block.Block.Mark, (IEnumerable<string>)(block.Block.Language switch
        {
            "sh" => ["", "sources", "demo", "elsewhere", "renew", "last"],
            "jsonc" => ["", "site"],
            "text" => ["", "example"],
            _ => [""],
        })));
        Assert.All(
            blocks.Where(block => block.Block.Mark == "elsewhere").SelectMany(block => block.Block.Commands),
            command => Assert.Contains(command.Split(' ')[0], Elsewhere));
    }

    [Fact]
    public async Task Pages_EveryCommandForElsewhere_IsShell()
    {
        foreach (var block in Pages.All.SelectMany(page => page.Blocks).Where(block => block.Language == "sh"))
        {
            var (code, output) = await Command.TryAsync("bash", "-n", "-c", block.Text);

            Assert.True(code == 0, $"{block.Text}: {output}");
        }
    }

    private static async Task RunAsync(ReadersMachine machine, MarkdownPage page)
    {
        var output = "";
        foreach (var block in page.Blocks)
        {
            switch (block)
            {
                case { Language: "jsonc", Mark: "site" }:
                    await machine.WriteSiteAsync(block.Text);
                    break;
                case { Language: "sh", Mark: "renew" }:
                    await MustAsync(machine, page, "cd /etc/phone-services-proxy && cp -p gateway.pem gateway-new.pem && cp -p gateway.key gateway-new.key");
                    output = await RunAsync(machine, page, block);
                    break;
                case { Language: "sh", Mark: "" }:
                    output = await RunAsync(machine, page, block);
                    break;
                case { Language: "text", Mark: "" } when output.Length > 0:
                    AssertSaid(page, block, output);
                    break;
                case { Language: "sh" }:
                    output = "";
                    break;
            }
        }
    }

    /// <summary>One shell for a block: a folder that is entered stays so.</summary>
    private static async Task<string> RunAsync(ReadersMachine machine, MarkdownPage page, FencedBlock block)
    {
        var commands = block.Commands.Select(command => command.Contains(" watch ", StringComparison.Ordinal) ? $"timeout --preserve-status --signal=INT 3 {command}" : command);
        return await MustAsync(machine, page, string.Join(" &&\n", commands));
    }

    private static async Task<string> MustAsync(ReadersMachine machine, MarkdownPage page, string commands)
    {
        var (code, output) = await machine.TryAsync(commands);
        Assert.True(code == 0, $"{page.Path}: {commands}: exit code {code}: {output}");
        return output + "\n";
    }

    /// <summary>Line by line; numbers may be others, blanks more or less, and "…" is anything.</summary>
    private static void AssertSaid(MarkdownPage page, FencedBlock block, string output)
    {
        foreach (var line in block.Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var pattern = Number().Replace(Blanks().Replace(Regex.Escape(Blanks().Replace(line, " ")).Replace("\\ ", " ", StringComparison.Ordinal), @"\s+"), @"[\d.,]+")
                .Replace("…", ".*", StringComparison.Ordinal);
            Assert.True(Regex.IsMatch(output, pattern), $"{page.Path} says that one sees \"{line}\". One sees:\n{output}");
        }
    }

    [GeneratedRegex(@"\d+(?:(?:\\\.|,)\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex("/etc/systemd|sed -i|^apt|systemctl stop", RegexOptions.Multiline)]
    private static partial Regex Changing();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
