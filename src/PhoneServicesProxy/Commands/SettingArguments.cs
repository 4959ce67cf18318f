namespace PhoneServicesProxy.Commands;

/// <summary>
/// Separates settings on the command line from options. A setting is <c>--Section:Key value</c>, <c>--Section:Key=value</c>, or <c>--Urls value</c>.
/// </summary>
internal static class SettingArguments
{
    /// <returns>Also the setting without a value, if there is one. It would be ignored otherwise.</returns>
    public static (string[] Known, string[] Settings, string? Lacking) Split(IReadOnlyList<string> args)
    {
        var known = new List<string>();
        var settings = new List<string>();
        string? lacking = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsSetting(args[i]))
            {
                known.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (args[i].Contains('=', StringComparison.Ordinal))
            {
                continue;
            }

            if (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                lacking ??= args[i];
            }
            else
            {
                settings.Add(args[++i]);
            }
        }

        return ([.. known], [.. settings], lacking);
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        var name = argument[2..].Split('=')[0];
        return name.Contains(':', StringComparison.Ordinal) || name.Equals("Urls", StringComparison.OrdinalIgnoreCase);
    }
}
