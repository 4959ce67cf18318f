namespace CallManagerSimulator.Commands;

/// <summary>Reads commands from the console while the cluster runs.</summary>
internal sealed class ConsoleCommands(SimulatedCluster cluster, TextWriter output)
{
    /// <summary>Reads until <c>quit</c> (true) or the end of the input (false).</summary>
    public async Task<bool> RunAsync(TextReader input)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            if (!await ExecuteAsync(line.Trim()))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> ExecuteAsync(string line)
    {
        switch (line.ToUpperInvariant())
        {
            case "":
                return true;
            case "QUIT" or "EXIT":
                return false;
            case "HELP" or "?":
                await output.WriteLineAsync(SimulatorHelp.Console);
                return true;
            case "LIST":
                await ListAsync();
                return true;
            case "LOGINS":
                await LoginsAsync();
                return true;
            default:
                await output.WriteLineAsync(await SetFaultAsync(line));
                return true;
        }
    }

    private async Task ListAsync()
    {
        foreach (var node in cluster.Nodes)
        {
            var counters = node.Counters;
            await output.WriteLineAsync(
                $"{node.Name,-12} {node.Address,-28} {node.Fault,-12} requests {counters.Requests}, logins {counters.LoginsExecuted}, "
                + $"logouts {counters.LogoutsExecuted}, PIN changes {counters.PinChangesExecuted}");
        }
    }

    private async Task LoginsAsync()
    {
        foreach (var login in cluster.ExecutedLogins)
        {
            await output.WriteLineAsync(
                $"{login.Number,5} {login.Time:HH:mm:ss.fff} {login.Node,-12} "
                + $"{login.Device} {login.User} no. {login.Sequence}, result {login.Result}");
        }
    }

    private async Task<string> SetFaultAsync(string line)
    {
        var words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (cluster.Find(words[0]) is not { } node)
        {
            return $"'{words[0]}' is neither a node nor a command. Nodes: {string.Join(", ", cluster.Nodes.Select(n => n.Name))}. "
                + "Commands: list, logins, help, quit.";
        }

        if (!NodeFault.TryParse(words.Length > 1 ? words[1] : "", out var fault, out var error))
        {
            return error;
        }

        await node.SetFaultAsync(fault);
        return $"{node.Name}: {fault}";
    }
}
