namespace PhoneServicesProxy.Commands;

/// <summary>
/// Tells settings on the command line from options: a setting is <c>--Section:Key value</c>, <c>--Section:Key=value</c>, or
/// <c>--Urls value</c>.
/// </summary>
internal static class SettingArguments
{
    public static (string[] Known, string[] Settings) Split(IReadOnlyList<string> args)
    {
        var known = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsSetting(args[i]))
            {
                known.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Count)
            {
                settings.Add(args[++i]);
            }
        }

        return ([.. known], [.. settings]);
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
