using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Transforms;

namespace PhoneServicesProxy.Routing;

/// <summary>
/// The keys and values that one of YARP's transforms may have. YARP's own messages are written for programmers, and it finds some errors
/// only at a press.
/// </summary>
/// <param name="Fault">Says what is wrong with its value and what to write; null if nothing is.</param>
/// <param name="OneOf">Keys of which exactly one must be beside it.</param>
/// <param name="MayHave">Further keys that may be beside it, and what is wrong with their values.</param>
/// <param name="FaultOfOne">Says what is wrong with the value of the key of <paramref name="OneOf"/>.</param>
internal sealed record TransformKind(
    Func<string, string?> Fault, string[] OneOf, (string Name, Func<string, string?> Fault)[] MayHave, Func<string, string?> FaultOfOne)
{
    private static readonly string[] SetOrAppend = ["Set", "Append"];
    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "Trailer"];
    private static readonly (string, Func<string, string?>)[] When = [("When", text => OneOfThese(text, "Success", "Always", "Failure"))];

    /// <summary>All transforms by their key.</summary>
    public static readonly IReadOnlyDictionary<string, TransformKind> All = new Dictionary<string, TransformKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["PathPrefix"] = Of(Path),
        ["PathRemovePrefix"] = Of(Path),
        ["PathSet"] = Of(Path),
        ["PathPattern"] = Of(Pattern),
        ["QueryValueParameter"] = Of(Name, SetOrAppend),
        ["QueryRouteParameter"] = Of(Name, SetOrAppend, Name),
        ["QueryRemoveParameter"] = Of(Name),
        ["HttpMethodChange"] = Of(Method, ["Set"], MethodWithBody),
        ["RequestHeadersCopy"] = Of(Truth),
        ["RequestHeaderOriginalHost"] = Of(Truth),
        ["RequestHeader"] = Of(Header, SetOrAppend, HeaderValue),
        ["RequestHeaderRouteValue"] = Of(Header, SetOrAppend, Name),
        ["RequestHeaderRemove"] = Of(Name),
        ["RequestHeadersAllowed"] = Of(_ => null),
        ["X-Forwarded"] = Of(Action, mayHave: [("HeaderPrefix", Header), ("For", Action), ("Prefix", Action), ("Host", Action), ("Proto", Action)]),
        ["Forwarded"] = Of(Forwarded, mayHave: [("ForFormat", Format), ("ByFormat", Format), ("Action", Action)]),
        ["ClientCert"] = Of(Header),
        ["ResponseHeadersCopy"] = Of(Truth),
        ["ResponseHeader"] = Of(Header, SetOrAppend, HeaderValue, When),
        ["ResponseHeaderRemove"] = Of(Name, mayHave: When),
        ["ResponseHeadersAllowed"] = Of(_ => null),
        ["ResponseTrailersCopy"] = Of(Truth),
        ["ResponseTrailer"] = Of(Header, SetOrAppend, HeaderValue, When),
        ["ResponseTrailerRemove"] = Of(Name, mayHave: When),
        ["ResponseTrailersAllowed"] = Of(_ => null),
    };

    public Func<string, string?>? FaultOf(string key) =>
        OneOf.Contains(key, StringComparer.OrdinalIgnoreCase) ? FaultOfOne
        : MayHave.FirstOrDefault(one => one.Name.Equals(key, StringComparison.OrdinalIgnoreCase)).Fault;

    private static TransformKind Of(
        Func<string, string?> fault, string[]? oneOf = null, Func<string, string?>? faultOfOne = null, (string, Func<string, string?>)[]? mayHave = null) =>
        new(fault, oneOf ?? [], mayHave ?? [], faultOfOne ?? (_ => null));

    private static string? Path(string text) =>
        text.Length == 0 || text.AsSpan().IndexOfAny("?# ") >= 0 || text.Contains("://", StringComparison.Ordinal)
            ? "Write a path alone, such as \"/ccmcip/page.jsp\"." : null;

    private static string? Pattern(string text)
    {
        if (Path(text) is { } fault)
        {
            return fault;
        }

        try
        {
            RoutePatternFactory.Parse(text);
            return null;
        }
        catch (RoutePatternException error)
        {
            return $"{RouteMatchValidator.Describe(error)} Write a path such as \"/service/{{name}}\" or \"/service/{{**rest}}\".";
        }
    }

    private static string? Name(string text) => text.Length == 0 ? "Write a name." : null;

    /// <summary>An answer to HEAD states the length of a page but has no body, and the phone expects the page.</summary>
    private static string? MethodWithBody(string text) =>
        text.Equals("HEAD", StringComparison.OrdinalIgnoreCase) ? "Write another method: the answer to HEAD has no page." : Method(text);

    private static string? Method(string text)
    {
        var methods = new[] { HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Head, HttpMethods.Delete, HttpMethods.Patch, HttpMethods.Options };
        return methods.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : "Write an HTTP method, such as \"GET\" or \"POST\".";
    }

    private static string? Truth(string text) => bool.TryParse(text, out _) ? null : "Write true or false.";

    private static string? Action(string text) => OneOfThese(text, Enum.GetNames<ForwardedTransformActions>());

    private static string? Format(string text) => OneOfThese(text, [.. Enum.GetNames<NodeFormat>().Where(name => name != nameof(NodeFormat.None))]);

    private static string? Forwarded(string text) =>
        text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } tokens && tokens.All(token => OneOfThese(token, "for", "host", "proto", "by") is null)
            ? null : "Write one or more of for, host, proto, by, separated by commas.";

    private static string? Header(string text) =>
        Framing.Contains(text, StringComparer.OrdinalIgnoreCase) ? "The gateway writes this header itself, because a wrong value would cut answers off or leave them open. Write another one, or remove the entry."
        : IsToken(text) ? null
        : "Write the name of a header: letters, digits and \"-\", such as \"X-Site\".";

    /// <summary>Other characters are refused on the way or arrive changed.</summary>
    private static string? HeaderValue(string text) =>
        text.All(character => character is '\t' or (>= ' ' and <= '~')) ? null
            : $"A header can contain ASCII characters only, and \"{text.First(character => character is not ('\t' or (>= ' ' and <= '~')))}\" is not one. Remove it.";

    private static bool IsToken(string text)
    {
        // The framework has no public check for tokens except this one.
        return text.Length > 0 && NameValueHeaderValue.TryParse(text, out var parsed) && parsed.Name == text && parsed.Value is null;
    }

    private static string? OneOfThese(string text, params string[] names) =>
        names.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"Write one of {string.Join(", ", names)}.";
}
