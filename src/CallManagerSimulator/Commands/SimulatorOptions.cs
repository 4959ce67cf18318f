using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace CallManagerSimulator.Commands;

/// <summary>The options of the command line, and the cluster that they describe.</summary>
internal sealed class SimulatorOptions
{
    private readonly Option<int> _nodes = Number("--nodes", "How many nodes, 1 to 9: publisher, subscriber1, ...", 3, 1, 9);
    private readonly Option<string[]> _names = new("--name")
    {
        Description = "Name of a node, once for each, in place of the usual names.",
    };
    private readonly Option<IPAddress> _address = Address("--address", "IP address on which the nodes listen.");
    private readonly Option<int> _port = Number(
        "--port", "Port of the first node, the next node has the next port; 0: any free ports.", 8081, 0, 65535);
    private readonly Option<string[]> _advertise = new("--advertise")
    {
        Description = "Address of a node as its pages name it, once for each, as in http://10.1.1.1:8080. "
            + "Default: where it listens.",
    };
    private readonly Option<int> _controlPort = Number(
        "--control-port", "Port of the control API; 0: any free port.", 8090, 0, 65535);
    private readonly Option<IPAddress> _controlAddress = Address(
        "--control-address", "IP address of the control API, which has no password.");
    private readonly Option<int?> _configurationPort = new("--configuration-port")
    {
        Description = "Port on which the configuration files of phones are given by HTTP, 6970 at CallManager. Default: they are not given.",
    };
    private readonly Option<int> _phones = Number("--phones", "How many phones have such a file.", 21, 1, 100_000);
    private readonly Option<string?> _gateway = new("--gateway")
    {
        Description = "Gateway address in the URLs of correctly configured phones, as in http://10.1.0.10:8080. Default: the first node.",
    };
    private readonly Option<int> _users = Number("--users", "How many users: user1, user2, ...", 2000, 1, 100_000);
    private readonly Option<int> _maxLogins = Number(
        "--max-logins", "How many logins a node executes at once, each in 0.3 to 0.6 s; one more gets (26). 0: any number.", 0, 0, 1000);
    private readonly Option<string?> _loginFile = new("--login-file")
    {
        Description = "File to which every executed login is added, a line of JSON each, before it is answered.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_nodes, _names, _address, _port, _advertise, _controlPort, _controlAddress, _configurationPort, _phones, _gateway, _users, _maxLogins, _loginFile])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(CheckTogether);
    }

    public SimulatedClusterOptions Read(ParseResult parsed) => new()
    {
        NodeNames = NamesOf(parsed.GetValue(_names), parsed.GetValue(_nodes)),
        Address = parsed.GetValue(_address) ?? IPAddress.Loopback,
        FirstPort = parsed.GetValue(_port),
        AdvertisedAddresses = parsed.GetValue(_advertise) is { Length: > 0 } given ? [.. given.Select(a => new Uri(a))] : null,
        ControlPort = parsed.GetValue(_controlPort),
        ControlListenAddress = parsed.GetValue(_controlAddress) ?? IPAddress.Loopback,
        ConfigurationPort = parsed.GetValue(_configurationPort),
        Phones = parsed.GetValue(_phones),
        Gateway = parsed.GetValue(_gateway) is { } gateway ? new Uri(gateway) : null,
        Users = parsed.GetValue(_users),
        MaxLogins = parsed.GetValue(_maxLogins),
        LoginFile = parsed.GetValue(_loginFile),
    };

    private static string[] NamesOf(string[]? names, int count) => names is { Length: > 0 }
        ? names
        : [.. Enumerable.Range(0, count).Select(i => i == 0 ? "publisher" : $"subscriber{i}")];

    private static Option<int> Number(string name, string description, int standard, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= min && value <= max)
            {
                return value;
            }

            result.AddError($"{name} {result.Tokens[0].Value}: give a number from {min} to {max}.");
            return standard;
        };
        return option;
    }

    private static Option<IPAddress> Address(string name, string description)
    {
        var option = new Option<IPAddress>(name) { Description = description, DefaultValueFactory = _ => IPAddress.Loopback };
        option.CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens[0].Value, out var value))
            {
                return value;
            }

            result.AddError($"{name} {result.Tokens[0].Value}: give an IP address of this machine, as in 127.0.0.1 or 0.0.0.0.");
            return IPAddress.Loopback;
        };
        return option;
    }

    private static bool CanBeFile(string path) =>
        !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)));

    private void CheckTogether(CommandResult result)
    {
        var names = result.GetValue(_names) ?? [];
        var nodesGiven = result.GetResult(_nodes) is { Implicit: false };
        if (names.Length > 0 && nodesGiven && result.GetValue(_nodes) != names.Length)
        {
            result.AddError($"--nodes {result.GetValue(_nodes)}, but {names.Length} --name: leave out --nodes, or name every node.");
        }

        var wrong = (result.GetValue(_advertise) ?? []).FirstOrDefault(a => !Uri.TryCreate(a, UriKind.Absolute, out _));
        if (wrong is not null)
        {
            result.AddError($"--advertise {wrong}: give an address, as in http://10.1.1.1:8080.");
        }

        if (result.GetValue(_gateway) is { } gateway && !(Uri.TryCreate(gateway, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            result.AddError($"--gateway {gateway}: give an address, as in http://10.1.0.10:8080.");
        }

        if (result.GetValue(_loginFile) is { } file && !CanBeFile(file))
        {
            result.AddError($"--login-file {file}: name a file in a folder that exists.");
        }
    }
}
