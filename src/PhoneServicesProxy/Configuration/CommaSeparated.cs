namespace PhoneServicesProxy.Configuration;

/// <summary>A setting that holds names separated by commas. Case and blanks around a name are ignored.</summary>
internal static class CommaSeparated
{
    public static bool Contains(string names, string name)
    {
        foreach (var range in names.AsSpan().Split(','))
        {
            if (names.AsSpan()[range].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
