using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>Checks the transforms of routes: YARP must know them, and their values must be sendable.</summary>
internal sealed class TransformsValidator(ErrorList errors)
{
    private bool _foundNone = true;

    /// <returns>True if nothing is wrong with them.</returns>
    public bool Validate(RouteConfig route)
    {
        _foundNone = true;
        foreach (var (index, transform) in (route.Transforms ?? []).Index())
        {
            Validate($"{YarpSection.Name}:Routes:{route.RouteId}:Transforms:{index}", transform);
        }

        return _foundNone;
    }

    private void Validate(string key, IReadOnlyDictionary<string, string> transform)
    {
        var names = transform.Keys.Where(TransformKind.All.ContainsKey).ToArray();
        if (names.Length == 0)
        {
            AddUnknown(key, transform);
            return;
        }

        // Some transform names are also keys of other transforms, such as For and Host.
        if (names.Length > 1)
        {
            Add(key, $"holds {string.Join(" and ", names)}, but YARP would apply only one of them. Write each in its own braces: {{ ... }}, {{ ... }}.");
            return;
        }

        var (name, kind) = (names[0], TransformKind.All[names[0]]);
        Check($"{key}:{name}", transform[name], kind.Fault);
        foreach (var (other, value) in transform.Where(pair => pair.Key != name))
        {
            if (kind.FaultOf(other) is { } fault)
            {
                Check($"{key}:{other}", value, fault);
            }
            else
            {
                string[] known = [.. kind.OneOf, .. kind.MayHave.Select(one => one.Name)];
                Add($"{key}:{other}", $"does not belong to {name}. {(known.Length == 0 ? "Remove it, or write it in its own braces." : KeySuggestion.For(other, known))}");
            }
        }

        if (kind.OneOf.Length > 0 && !transform.Keys.Any(other => kind.OneOf.Contains(other, StringComparer.OrdinalIgnoreCase)))
        {
            Add($"{key}:{name}", $"is \"{transform[name]}\", but there is no value for it. Write {string.Join(" or ", kind.OneOf.Select(one => $"\"{one}\": \"...\""))} beside it.");
        }
        else if (transform.Keys.Count(other => kind.OneOf.Contains(other, StringComparer.OrdinalIgnoreCase)) > 1)
        {
            Add(key, $"holds {string.Join(" and ", kind.OneOf)}. Write one of the two.");
        }
    }

    private void AddUnknown(string key, IReadOnlyDictionary<string, string> transform) => Add(key, transform.Count == 0
        ? "holds an entry without a name. Write one such as { \"PathPrefix\": \"/x\" }, or remove it."
        : $"holds \"{string.Join(", ", transform.Keys)}\", which is not a transform. {KeySuggestion.For(transform.Keys.First(), TransformKind.All.Keys)}");

    private void Check(string key, string? value, Func<string, string?> fault)
    {
        if (fault(value ?? "") is { } remedy)
        {
            Add(key, string.IsNullOrEmpty(value) ? $"is empty. {remedy}" : $"is \"{value}\". {remedy}");
        }
    }

    private void Add(string key, string message)
    {
        _foundNone = false;
        errors.Add(key, message);
    }
}
