using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Security.Authentication;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.IdlePages;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Telemetry;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>Writes the JSON schema of a settings file from the types that <c>check</c> compares the file with, and their documentation.</summary>
internal sealed class SettingsSchema : IDisposable
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Those that YARP routes by.</summary>
    private static readonly string[] Methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

    /// <summary>Values of transforms that are no text of the site's own.</summary>
    private static readonly string[] TransformWords =
    [
        "true", "false", "Success", "Always", "Failure", .. Methods, .. Enum.GetNames<ForwardedTransformActions>(), .. Enum.GetNames<NodeFormat>(),
    ];

    private static readonly Assembly Gateway = typeof(PhoneServicesOptions).Assembly;

    private readonly XmlDocumentation _ours = XmlDocumentation.Of(Gateway);
    private readonly XmlDocumentation _yarps = XmlDocumentation.Of(typeof(RouteConfig).Assembly);
    private readonly ServiceProvider _yarp = YarpSection.Services(new ConfigurationBuilder().Build(), policies => policies.AddGatewayPolicies());

    /// <summary>Options that stand in several places are written once.</summary>
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    public static string Write()
    {
        using var schema = new SettingsSchema();
        return schema.Whole().ToJsonString(Layout) + "\n";
    }

    public void Dispose() => _yarp.Dispose();

    private JsonObject Whole()
    {
        var properties = new JsonObject
        {
            ["$schema"] = Text("The schema of this file, for editors. The gateway does not read it."),
            ["Urls"] = new JsonObject
            {
                ["description"] = "Addresses for phones, separated by semicolons, such as `http://*:8080;https://*:8443`. Default: `http://*:8080`. Restart.",
                ["type"] = "string",
                ["pattern"] = @"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^,;\\]+(;\s*([Hh][Tt][Tt][Pp][Ss]?://[^,;\\]+)?)*$",
            },
        };
        foreach (var (name, type) in GatewaySite.Shape.Sections)
        {
            properties[name] = Describe(Object(type), type.Assembly == Gateway && type != typeof(PhoneServicesOptions)
                ? "YARP's own section: routes and clusters."
                : _ours.SummaryOf(type));
        }

        properties["Logging"] = Logging();
        properties["Kestrel"] = new JsonObject
        {
            ["description"] = "The web server's own section.",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["Endpoints"] = new JsonObject { ["description"] = "Not used. Write the addresses at Urls.", ["type"] = "object", ["maxProperties"] = 0 },
                ["Certificates"] = new JsonObject { ["description"] = "Certificates by name, as ASP.NET reads them.", ["type"] = "object" },
                ["EndpointDefaults"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["Protocols"] = new JsonObject { ["description"] = "Phones speak HTTP/1.1.", ["enum"] = new JsonArray([.. UrlsValidator.HttpOfPhones.Select(name => JsonValue.Create(name))]) },
                    },
                },
            },
            ["additionalProperties"] = false,
        };
        properties["AllowedHosts"] = new JsonObject { ["description"] = "Every host is allowed. Remove it.", ["enum"] = new JsonArray("", "*") };
        var definitions = new JsonObject();
        foreach (var (name, definition) in _definitions)
        {
            definitions[name] = definition;
        }

        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of PhoneServicesProxy",
            ["description"] = "A site's file has only the settings that differ from the shipped ones. Rules across several settings and files are checked by: phone-services-proxy check",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["$defs"] = definitions,
        };
    }

    private JsonObject Object(Type type)
    {
        var properties = new JsonObject();
        var defaults = type.Assembly == Gateway && type.GetConstructor([]) is not null ? Activator.CreateInstance(type) : null;
        foreach (var property in SchemaCheck.Properties(type).Values)
        {
            if (Of(type, property, defaults) is { } schema)
            {
                properties[property.Name] = schema;
            }
        }

        return new() { ["type"] = OrNull("object"), ["properties"] = properties, ["additionalProperties"] = false };
    }

    /// <summary>A section or list that is <c>null</c> is one that is not there.</summary>
    private static JsonArray OrNull(string type) => new(type, "null");

    /// <returns>Null for what the gateway refuses.</returns>
    private JsonObject? Of(Type type, PropertyInfo property, object? defaults)
    {
        if (Special(type, property) is { } special)
        {
            return special.Count == 0 ? null : Describe(special, About(property));
        }

        var schema = OfType(property.PropertyType, property.GetCustomAttributes<ValidationAttribute>().ToArray());
        if (defaults is not null && Value(property.GetValue(defaults)) is { } value)
        {
            schema["default"] = value;
        }

        return Describe(schema, About(property));
    }

    /// <summary>What the gateway's validators know beyond the types.</summary>
    private JsonObject? Special(Type type, PropertyInfo property) => (type.Name, property.Name) switch
    {
        (_, nameof(PhoneServicesOptions.Nodes) or nameof(PhoneServicesOptions.Pools)) => Named(property),
        (nameof(PhoneServicesOptions), nameof(PhoneServicesOptions.PageNumbers)) => Numbered(property),
        (nameof(NodeOptions), nameof(NodeOptions.Address)) => new() { ["type"] = "string", ["pattern"] = @"^[Hh][Tt][Tt][Pp][Ss]?://[^\s?#@]+$" },
        (nameof(DestinationConfig), nameof(DestinationConfig.Address)) => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z][A-Za-z0-9+.-]*:" },
        (nameof(ForwarderRequestConfig), nameof(ForwarderRequestConfig.Version)) => OneOf("1.0", "1.1", "2.0", "3.0"),
        (nameof(RouteConfig), nameof(RouteConfig.CorsPolicy) or nameof(RouteConfig.Timeout) or nameof(RouteConfig.TimeoutPolicy) or nameof(RouteConfig.RateLimiterPolicy)) => new(),
        (nameof(RouteConfig), nameof(RouteConfig.AuthorizationPolicy)) => OneOf("", "Anonymous"),
        (nameof(RouteConfig), nameof(RouteConfig.OutputCachePolicy)) => OneOf("", IdlePagePolicy.Name),
        (nameof(RouteConfig), nameof(RouteConfig.MaxRequestBodySize)) => new() { ["type"] = "integer", ["minimum"] = -1 },
        (nameof(RouteConfig), nameof(RouteConfig.Transforms)) => new() { ["type"] = OrNull("array"), ["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. TransformKind.All.SelectMany(Transforms)]) } },
        (nameof(RouteConfig), nameof(RouteConfig.Metadata)) => Metadata(RouteMetadataKeys()),
        (nameof(RouteMatch), nameof(RouteMatch.Methods)) => new() { ["type"] = OrNull("array"), ["items"] = OneOf(Methods), ["uniqueItems"] = true },
        (nameof(ClusterConfig), nameof(ClusterConfig.Metadata)) => ClusterMetadataSchema(),
        (nameof(ClusterConfig), nameof(ClusterConfig.LoadBalancingPolicy)) => OneOf(Names<ILoadBalancingPolicy>(policy => policy.Name)),
        (nameof(HealthCheckConfig), nameof(HealthCheckConfig.AvailableDestinationsPolicy)) => OneOf(Names<IAvailableDestinationsPolicy>(policy => policy.Name)),
        (nameof(ActiveHealthCheckConfig), nameof(ActiveHealthCheckConfig.Policy)) => OneOf(Names<IActiveHealthCheckPolicy>(policy => policy.Name)),
        (nameof(PassiveHealthCheckConfig), nameof(PassiveHealthCheckConfig.Policy)) => OneOf(Names<IPassiveHealthCheckPolicy>(policy => policy.Name)),
        (nameof(SessionAffinityConfig), nameof(SessionAffinityConfig.Enabled)) => new() { ["const"] = false },
        (nameof(HttpClientConfig), nameof(HttpClientConfig.MaxConnectionsPerServer)) => new() { ["type"] = "integer", ["minimum"] = 1 },
        (nameof(HttpClientConfig), nameof(HttpClientConfig.SslProtocols)) => new()
        {
            ["type"] = OrNull("array"),
            ["items"] = OneOf("Tls", "Tls11", nameof(SslProtocols.Tls12), nameof(SslProtocols.Tls13), nameof(SslProtocols.None)),
        },
        (_, "Metadata") when IsYarps(type) => Metadata([]),
        (_, nameof(ForwarderRequestConfig.ActivityTimeout)) => Duration(TimeSpan.Zero, ClustersValidator.MaxDuration),
        _ when property.PropertyType == typeof(TimeSpan?) && IsYarps(type) => Duration(TimeSpan.FromTicks(1), ClustersValidator.MaxDuration),
        _ => null,
    };

    /// <summary>Names that the API's addresses and command lines can hold.</summary>
    private JsonObject Named(PropertyInfo property)
    {
        var schema = OfType(property.PropertyType, []);
        schema["propertyNames"] = new JsonObject
        {
            ["maxLength"] = NodesValidator.MaxName,
            ["pattern"] = @"^[^/\\?#%&""'<>,;:\u0000-\u001f]+$",
            ["not"] = new JsonObject { ["pattern"] = @"^\s|\s$|^\.+$" },
        };
        return schema;
    }

    /// <summary>Sets of page numbers, each by its number.</summary>
    private JsonObject Numbered(PropertyInfo property)
    {
        var schema = OfType(property.PropertyType, []);
        schema["additionalProperties"]!["propertyNames"] = new JsonObject { ["pattern"] = "^(0|[1-9][0-9]{0,2})$" };
        return schema;
    }

    private static bool IsYarps(Type type) => type.Namespace!.StartsWith("Yarp", StringComparison.Ordinal);

    private JsonObject OfType(Type type, ValidationAttribute[] rules)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (SchemaCheck.IsLeaf(type))
        {
            return Leaf(type, rules);
        }

        if (SchemaCheck.ElementOfDictionary(type) is { } value)
        {
            return new() { ["type"] = OrNull("object"), ["propertyNames"] = new JsonObject { ["pattern"] = "^[^:]+$" }, ["additionalProperties"] = OfType(value, []) };
        }

        if (SchemaCheck.ElementOfList(type) is { } element)
        {
            return new() { ["type"] = OrNull("array"), ["items"] = OfType(element, []) };
        }

        var name = type.Name.Replace("Options", "", StringComparison.Ordinal);
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = new();
            _definitions[name] = type.Assembly == Gateway ? Describe(Object(type), SettingsReference.About(type)) : Object(type);
        }

        return new() { ["$ref"] = $"#/$defs/{name}" };
    }

    private static JsonObject Leaf(Type type, ValidationAttribute[] rules)
    {
        var range = rules.OfType<RangeAttribute>().FirstOrDefault();
        if (type == typeof(TimeSpan))
        {
            return range is null ? Duration(TimeSpan.Zero, TimeSpan.MaxValue) : Duration(Time(range.Minimum), Time(range.Maximum));
        }

        if (type.IsEnum)
        {
            return OneOf(Enum.GetNames(type));
        }

        var schema = new JsonObject
        {
            ["type"] = type == typeof(bool) ? "boolean" : type == typeof(double) || type == typeof(float) ? "number" : type.IsPrimitive ? "integer" : "string",
        };
        if (range is not null)
        {
            schema["minimum"] = Number(range.Minimum);
            schema["maximum"] = Number(range.Maximum);
        }

        if (rules.OfType<StringLengthAttribute>().FirstOrDefault() is { } length)
        {
            schema["maxLength"] = length.MaximumLength;
        }

        // An empty text is never held against this rule.
        if (rules.OfType<RegularExpressionAttribute>().FirstOrDefault() is { } expression)
        {
            schema["pattern"] = $"^({expression.Pattern})?$";
        }

        if (type == typeof(Version))
        {
            schema["pattern"] = @"^\d+\.\d+$";
        }

        if (type == typeof(Uri))
        {
            schema["pattern"] = "^[A-Za-z][A-Za-z0-9+.-]*:";
        }

        return schema;
    }

    private static JsonObject Duration(TimeSpan least, TimeSpan most) => new()
    {
        ["type"] = "string",
        ["allOf"] = new JsonArray([.. DurationPattern.Of(least, most).Select(pattern => new JsonObject { ["pattern"] = pattern })]),
    };

    private static TimeSpan Time(object bound) => TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture);

    private static JsonValue Number(object bound) => bound is double number ? JsonValue.Create(number) : JsonValue.Create(Convert.ToInt64(bound, CultureInfo.InvariantCulture));

    /// <returns>Null for what has no default, or one that is an object.</returns>
    private static JsonNode? Value(object? value) => value switch
    {
        bool truth => truth,
        double number => number,
        int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture) is var text && text.Contains('.', StringComparison.Ordinal) && time.Ticks % TimeSpan.TicksPerSecond != 0 ? text.TrimEnd('0') : text,
        Enum name => name.ToString(),
        string text => text,
        IReadOnlyList<string> { Count: 0 } => new JsonArray(),
        _ => null,
    };

    private static JsonObject Logging()
    {
        var levels = Describe(new() { ["type"] = "object", ["additionalProperties"] = OneOf(Enum.GetNames<LogLevel>()) }, "Levels by category, such as `PhoneServicesProxy.Failover`.");
        var logging = Describe(new() { ["type"] = "object" }, ".NET's own section. `PhoneServicesProxy.Failover` at `Debug` logs each press.");
        foreach (var (key, type) in LoggingValidator.Typed)
        {
            Put(key, Leaf(type, []));
        }

        Put("LogLevel", levels);
        Put("Console:LogLevel", levels.DeepClone().AsObject());
        Put("OpenTelemetry:LogLevel", levels.DeepClone().AsObject());
        Put("Console:FormatterName", OneOf(LoggingValidator.Formatters));
        Put("Console:MaxQueueLength", new() { ["type"] = "integer", ["minimum"] = 1 });
        foreach (var key in (string[])["Console:TimestampFormat", "Console:FormatterOptions:TimestampFormat"])
        {
            Put(key, Text("A format of .NET, such as `yyyy-MM-dd HH:mm:ss `."));
        }

        logging["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("object", "array", "string", "number", "boolean", "null"), ["properties"] = new JsonObject { ["LogLevel"] = levels.DeepClone() } };
        return logging;

        void Put(string key, JsonObject schema)
        {
            var at = logging;
            foreach (var part in key.Split(':'))
            {
                at["type"] = "object";
                at["properties"] ??= new JsonObject();
                at["properties"]![part] ??= new JsonObject();
                at = at["properties"]![part]!.AsObject();
            }

            foreach (var (name, value) in schema)
            {
                at[name] = value?.DeepClone();
            }
        }
    }

    /// <summary>One schema for each of the keys of which a transform must have exactly one.</summary>
    private static IEnumerable<JsonObject> Transforms(KeyValuePair<string, TransformKind> kind) =>
        kind.Value.OneOf.Length == 0 ? [Transform(kind, [])] : kind.Value.OneOf.Select(one => Transform(kind, [one]));

    private static JsonObject Transform(KeyValuePair<string, TransformKind> kind, string[] also)
    {
        var properties = new JsonObject { [kind.Key] = ValueOf(kind.Key, kind.Value.Fault) };
        foreach (var name in (string[])[.. also, .. kind.Value.MayHave.Select(one => one.Name)])
        {
            properties[name] = ValueOf(name, kind.Value.FaultOf(name)!);
        }

        return new()
        {
            ["type"] = "object",
            ["required"] = new JsonArray([kind.Key, .. also]),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    /// <summary>Some values of transforms are one of a few words. The check itself says which.</summary>
    private static JsonObject ValueOf(string name, Func<string, string?> fault)
    {
        string[] words = [.. TransformWords.Where(word => fault(word) is null)];
        return fault("other") is null || words.Length == 0 || name == "Forwarded" ? Scalar()
            : words.Contains("true") ? Truth()
            : OneOf(words);
    }

    /// <summary>Other keys are allowed, since they may be meant for something of YARP's.</summary>
    private static JsonObject Metadata(IEnumerable<(string Key, JsonObject Schema)> known)
    {
        var properties = new JsonObject();
        foreach (var (key, schema) in known)
        {
            properties[key] = schema;
        }

        return new() { ["type"] = OrNull("object"), ["properties"] = properties, ["additionalProperties"] = Scalar() };
    }

    /// <summary>A key that begins as those of health checks do must be one of them.</summary>
    private JsonObject ClusterMetadataSchema()
    {
        var known = ClusterMetadataKeys().ToArray();
        var schema = Metadata(known);
        schema["propertyNames"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(OneOf([.. known.Select(one => one.Key)]), new JsonObject { ["not"] = new JsonObject { ["pattern"] = "^[Hh][Ee][Aa][Ll][Tt][Hh]\\." } }),
        };
        return schema;
    }

    private IEnumerable<(string Key, JsonObject Schema)> RouteMetadataKeys() => RouteMetadata.Names.Select(key => (key, Describe(
        key switch
        {
            RouteMetadata.Expect => OneOf(Enum.GetNames<Expectation>()),
            RouteMetadata.LastGoodPage => OneOf(Enum.GetNames<LastGoodScope>()),
            RouteMetadata.RewriteUrls or RouteMetadata.NeedsSession => Truth(),
            _ => new JsonObject { ["type"] = "string" },
        },
        _ours.SummaryOf(typeof(RouteMetadata).GetField(key)!))));

    private IEnumerable<(string Key, JsonObject Schema)> ClusterMetadataKeys() =>
    [
        (NodePools.Metadata, Text("The pool of `PhoneServices:Pools` whose nodes the cluster gets. By default the nodes of `PhoneServices:Nodes`.")),
        (ClusterMetadata.Title, Describe(
            new() { ["type"] = "string", ["maxLength"] = ErrorPage.MaxTitle }, _ours.SummaryOf(typeof(ClusterMetadata).GetField(nameof(ClusterMetadata.Title))!))),
        (ClusterMetadata.ExitUrl, Text(_ours.SummaryOf(typeof(ClusterMetadata).GetField(nameof(ClusterMetadata.ExitUrl))!))),
        .. typeof(HealthMetadataKeys).GetFields().Where(field => field.Name != nameof(HealthMetadataKeys.Prefix))
            .Select(field => ((string)field.GetValue(null)!, Describe(Scalar(), SettingsReference.MeaningOf(field)))),
    ];

    private string[] Names<T>(Func<T, string> name) => [.. _yarp.GetServices<T>().Select(name).Order(StringComparer.Ordinal).Prepend("")];

    private static JsonObject OneOf(params string[] values) => new() { ["enum"] = new JsonArray([.. values]) };

    private static JsonObject Truth() => new() { ["enum"] = new JsonArray(true, false, "true", "false") };

    private static JsonObject Text(string description) => Describe(new() { ["type"] = "string" }, description);

    /// <summary>YARP reads each as a text.</summary>
    private static JsonObject Scalar() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Describe(JsonObject schema, string description)
    {
        if (description.Length > 0)
        {
            schema.Insert(0, "description", description);
        }

        return schema;
    }

    private string About(PropertyInfo property)
    {
        if (property.DeclaringType!.Assembly != Gateway)
        {
            return _yarps.FindSummaryOf(property) ?? "";
        }

        if (property.DeclaringType.Namespace == typeof(GatewaySite).Namespace && property.DeclaringType != typeof(PhoneServicesOptions))
        {
            return "";
        }

        var restart = property.GetCustomAttribute<ReadAtStartAttribute>() is null ? "" : " Restart.";
        return $"{SettingsReference.MeaningOf(property)}{restart}";
    }
}
