using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>The parameters of a phone's request, from its query and its form, because servlets accept both.</summary>
internal readonly struct RequestParameters(QueryString query, byte[]? form)
{
    public bool Has(string name) => All(name).Any(value => !string.IsNullOrEmpty(value));

    public bool Has(string name, string value) => All(name).Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>All values, those of the query first. Names ignore case.</summary>
    public StringValues All(string name) =>
        StringValues.Concat(In(query.Value, name), In(form is null ? null : Encoding.UTF8.GetString(form), name));

    private static StringValues In(string? text, string name) =>
        QueryHelpers.ParseQuery(text).TryGetValue(name, out var values) ? values : StringValues.Empty;
}
