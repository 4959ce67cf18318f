using System.Net.Http.Headers;

namespace PhoneServicesProxy.Attempts;

/// <summary>Copies headers as they were received, without parsing or joining them.</summary>
internal static class HeaderCopy
{
    public static void Copy(HttpHeaders from, HttpHeaders to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            Copy(name, values, to);
        }
    }

    public static void Copy(string name, HeaderStringValues values, HttpHeaders to)
    {
        // Nearly every header has one value, and a list of values would be boxed.
        if (values.Count == 1)
        {
            to.TryAddWithoutValidation(name, values.ToString());
        }
        else
        {
            to.TryAddWithoutValidation(name, values);
        }
    }
}
