namespace PhoneServicesProxy.Configuration;

/// <summary>
/// The children of each section. The framework's providers look through all of their keys whenever a section is asked for its children,
/// and a start asks for those of every section several times.
/// </summary>
internal sealed class SectionIndex
{
    private readonly Dictionary<string, List<string>> _children = new(StringComparer.OrdinalIgnoreCase);

    public SectionIndex(IEnumerable<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in keys)
        {
            for (var path = key; path is not null && seen.Add(path); path = ConfigurationPath.GetParentPath(path))
            {
                Add(ConfigurationPath.GetParentPath(path) ?? "", ConfigurationPath.GetSectionKey(path));
            }
        }
    }

    /// <summary>Does as <see cref="ConfigurationProvider.GetChildKeys"/> does.</summary>
    public IEnumerable<string> ChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        List<string> keys = [.. _children.GetValueOrDefault(parentPath ?? "", []), .. earlierKeys];
        keys.Sort(ConfigurationKeyComparer.Instance);
        return keys;
    }

    private void Add(string parent, string child)
    {
        if (!_children.TryGetValue(parent, out var children))
        {
            _children.Add(parent, children = []);
        }

        children.Add(child);
    }
}
