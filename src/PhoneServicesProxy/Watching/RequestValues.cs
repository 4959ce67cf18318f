using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Watching;

/// <summary>The values in a request: the phones that it names, and the words that must not be shown. It exists only while the request is examined.</summary>
internal sealed class RequestValues
{
    private readonly List<(string Name, string Value)> _values = [];
    private readonly string[] _parts;

    /// <param name="path">The path, with the values of a route's parameters.</param>
    /// <param name="query">The query.</param>
    /// <param name="form">The form; null if there is none.</param>
    public RequestValues(PathString path, QueryString query, byte[]? form)
    {
        _parts = (path.Value ?? "").Split('/', ';', '=');
        Add(query.Value);
        Add(form is null ? null : Encoding.Latin1.GetString(form));
    }

    /// <summary>The phones that the request names: in a parameter for phone names, or as a part of its path.</summary>
    public IEnumerable<string> Devices =>
        _parts.Concat(_values.Where(parameter => DeviceKey.Parameters.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)).Select(parameter => parameter.Value))
            .Select(DeviceName.Of)
            .OfType<string>();

    /// <summary>All values except names of phones.</summary>
    public IEnumerable<string> Hidden => _values.Select(parameter => parameter.Value).Where(value => DeviceName.Of(value) is null);

    /// <summary>Users, PINs and passwords.</summary>
    public IEnumerable<string> Secrets => _values.Where(parameter => SecretNames.Contains(parameter.Name)).Select(parameter => parameter.Value);

    private void Add(string? text)
    {
        foreach (var parameter in new QueryStringEnumerable(text?.Replace(';', '&')))
        {
            var value = LoginRequest.Decode(parameter.EncodedValue).Trim();
            if (value.Length > 0)
            {
                _values.Add((LoginRequest.Decode(parameter.EncodedName), value));
            }
        }
    }
}
