namespace PhoneServicesProxy.IosSlb.Model;

/// <summary>The server load balancing in a router's configuration.</summary>
internal sealed class SlbConfiguration
{
    private readonly Dictionary<(object Owner, string Command), ImportNote> _notes = [];

    public Dictionary<string, SlbProbe> Probes { get; } = [];

    public Dictionary<string, SlbServerFarm> ServerFarms { get; } = [];

    public Dictionary<string, SlbVserver> Vservers { get; } = [];

    /// <summary>Commands that have no counterpart.</summary>
    public IEnumerable<ImportNote> Notes => _notes.Values;

    /// <summary>
    /// A later command with the same name in the same place replaces the earlier one. Commands that may occur several times need different names.
    /// </summary>
    public void Note(object owner, string command, ImportNote note) => _notes[(owner, command)] = note;

    public void TakeBack(object owner, string command)
    {
        foreach (var key in _notes.Keys.Where(key => key.Owner == owner && IsWithin(key.Command, command)).ToArray())
        {
            _notes.Remove(key);
        }
    }

    private static bool IsWithin(string key, string command) =>
        command.Length == 0 || key == command || key.StartsWith(command + " ", StringComparison.Ordinal);
}
