using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Security.Authentication;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Compares a section with the type that it will be bound to. It finds unknown keys, values of the wrong kind, and values outside
/// their annotations. The framework's binder stops at the first of these and names neither the file nor the remedy.
/// </summary>
/// <param name="errors">The list to which errors are added.</param>
/// <param name="sections">The sections that a file may have at its top level.</param>
internal sealed class SchemaCheck(ErrorList errors, params IEnumerable<string> sections)
{
    public void Check(IConfigurationSection section, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsLeaf(type))
        {
            CheckLeaf(section, type, []);
        }
        else if (ElementOfDictionary(type) is { } value)
        {
            CheckDictionary(section, value);
        }
        else if (ElementOfList(type) is { } element)
        {
            CheckList(section, element);
        }
        else
        {
            CheckObject(section, type);
        }
    }

    private void CheckEach(IConfigurationSection section, Type element)
    {
        foreach (var child in section.GetChildren())
        {
            Check(child, element);
        }
    }

    private void CheckDictionary(IConfigurationSection section, Type element)
    {
        // If there is a list instead, its error was already added.
        if (IsObject(section) && !errors.Keys.Contains(section.Path, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var child in section.GetChildren().Where(child => section.Key.Equals("Metadata", StringComparison.OrdinalIgnoreCase) && IsNull(child)))
            {
                Add(child, "is null. Remove it, or write a text, \"\" for none.");
            }

            foreach (var child in section.GetChildren())
            {
                CheckEntry(child, element, section.Path);
            }
        }
    }

    private void CheckEntry(IConfigurationSection entry, Type element, string dictionary)
    {
        var names = IsLeaf(element) || ElementOfDictionary(element) is not null || ElementOfList(element) is not null ? [] : WithColon(entry, Properties(element)).ToArray();
        foreach (var split in names)
        {
            var name = split[(dictionary.Length + 1)..];
            Add(split, $"has the name \"{name}\", but a name must not contain a colon. Write one such as \"{string.Join('-', name.Split([':', '/', '[', ']'], StringSplitOptions.RemoveEmptyEntries))}\".");
        }

        if (names.Length == 0)
        {
            Check(entry, element);
        }
    }

    /// <summary>
    /// Finds names with a colon, such as 10.1.1.1:8080. The framework reads the part after the colon as a separate key, and the settings
    /// are below that key.
    /// </summary>
    private static IEnumerable<string> WithColon(IConfigurationSection section, Dictionary<string, PropertyInfo> properties) =>
        section.GetChildren()
            .Where(child => !properties.ContainsKey(child.Key) && (child.Key.Length == 0 || !char.IsAsciiLetter(child.Key[0])))
            .SelectMany(child => child.GetChildren().Any(below => properties.ContainsKey(below.Key)) ? [child.Path] : WithColon(child, properties));

    private void CheckList(IConfigurationSection section, Type element)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            var entries = section.Value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
            Add(section, $"is \"{section.Value}\". Write a list: [ {string.Join(", ", entries.Select(entry => $"\"{entry}\""))} ].");
            return;
        }

        if (section.GetChildren().Any(child => !int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            Add(section, $"is an object with braces. Write a list: [ {(IsLeaf(element) ? "\"...\", \"...\"" : "{ ... }, { ... }")} ].");
            return;
        }

        // Code that reads a list of values expects no gaps.
        if (IsLeaf(element) && section.GetChildren().Any(IsNull))
        {
            Add(section, "holds an entry that is null. Remove it, or write a value there.");
            return;
        }

        CheckEach(section, element);
    }

    private static bool IsNull(IConfigurationSection section) => section.Value is null && !section.GetChildren().Any();

    private void CheckObject(IConfigurationSection section, Type type)
    {
        if (!IsObject(section, type))
        {
            return;
        }

        var properties = Properties(type);
        foreach (var child in section.GetChildren())
        {
            if (!properties.TryGetValue(child.Key, out var property))
            {
                Add(child, "is not a known key. " + (sections.FirstOrDefault(name => name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is { } top
                    ? top.Equals(child.Path.Split(':')[0], StringComparison.OrdinalIgnoreCase) ? $"Write its keys {(child.Path.Split(':').Length == 2 ? "one level up" : "outside")}, directly inside {top}."
                    : $"Write it outside, at the top of the file: {{ \"{top}\": ..., \"{child.Path.Split(':')[0]}\": {{ ... }} }}."
                    : Within(properties.Values, child.Key) is { } place
                    ? $"Write it inside {place}: \"{place}\": {{ \"{child.Key}\": ... }}."
                    : KeySuggestion.For(child.Key, properties.Keys)));
            }
            else if (property.PropertyType == typeof(SslProtocols?))
            {
                // YARP reads a list of protocols and ignores a single value.
                Check(child, typeof(SslProtocols[]));
            }
            else if (IsLeaf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            {
                CheckLeaf(child, property.PropertyType, property.GetCustomAttributes<ValidationAttribute>());
            }
            else
            {
                Check(child, property.PropertyType);
            }
        }

        CheckRequired(section, properties.Values);
    }

    /// <summary>Returns the property whose object has such a key; null if there is none.</summary>
    public static string? Within(IEnumerable<PropertyInfo> properties, string key) =>
        properties.FirstOrDefault(property =>
            !IsLeaf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            && ElementOfDictionary(property.PropertyType) is null && ElementOfList(property.PropertyType) is null
            && Properties(property.PropertyType).ContainsKey(key))?.Name;

    private bool IsObject(IConfigurationSection section, Type? type = null)
    {
        if (string.IsNullOrEmpty(section.Value))
        {
            return true;
        }

        Add(section, $"is \"{section.Value}\". Write an object with braces: {{ {ExampleOf(type, section.Value)} }}.");
        return false;
    }

    private static string ExampleOf(Type? type, string value) =>
        type?.GetProperties().FirstOrDefault(property => property.IsDefined(typeof(RequiredAttribute))) is { } required ? $"\"{required.Name}\": ..."
        : bool.TryParse(value, out var truth) && type?.GetProperty("Enabled") is not null ? $"\"Enabled\": {(truth ? "true" : "false")}"
        : "...";

    private void CheckRequired(IConfigurationSection section, IEnumerable<PropertyInfo> properties)
    {
        foreach (var property in properties)
        {
            if (property.GetCustomAttribute<RequiredAttribute>() is { } required && !section.GetSection(property.Name).Exists())
            {
                Add($"{section.Path}:{property.Name}", $"is missing. {required.ErrorMessage}");
            }
        }
    }

    private void CheckLeaf(IConfigurationSection section, Type type, IEnumerable<ValidationAttribute> rules)
    {
        if (section.GetChildren().Any())
        {
            Add(section, type == typeof(string)
                ? InPlaceOfText(section)
                : $"holds several values, but only one is allowed. Write {KindOf(Nullable.GetUnderlyingType(type) ?? type)}.");
            return;
        }

        var nullable = Nullable.GetUnderlyingType(type);
        if (string.IsNullOrEmpty(section.Value) && (nullable is not null || type == typeof(string)))
        {
            return;
        }

        if (!TryConvert(section.Value ?? "", nullable ?? type, out var value))
        {
            // For a number, the message of its range says more than its kind.
            var remedy = (nullable ?? type) != typeof(TimeSpan) && rules.OfType<RangeAttribute>().FirstOrDefault()?.ErrorMessage is { } bounds ? bounds : $"Write {KindOf(nullable ?? type)}.";
            Add(section, string.IsNullOrEmpty(section.Value) ? $"is empty. {remedy}" : $"is \"{section.Value}\". {remedy}");
            return;
        }

        foreach (var rule in rules.Where(rule => !rule.IsValid(value)))
        {
            Add(section, $"is \"{section.Value}\". {rule.ErrorMessage ?? rule.FormatErrorMessage(section.Key)}");
        }
    }

    private static string InPlaceOfText(IConfigurationSection section)
    {
        var values = section.GetChildren().Where(child => int.TryParse(child.Key, out _)).Select(child => child.Value).OfType<string>().ToArray();
        return values switch
        {
            [] => "is an object with braces. Write one text: \"...\".",
            [var only] => $"is a list. Write only the text: \"{only}\".",
            [var first, ..] when first.Contains("://", StringComparison.Ordinal) => $"is a list. Write one text, such as \"{first}\".",
            _ => $"is a list. Write one text. If it has several names or numbers, separate them by commas: \"{string.Join(", ", values)}\".",
        };
    }

    private void Add(IConfigurationSection section, string message) => Add(section.Path, message);

    private void Add(string key, string message) => errors.AddUnreadable(new(errors.Sources.Of(key), key, message));

    /// <summary>Returns the settings that a section of this type has.</summary>
    public static Dictionary<string, PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.Name is not ("RouteId" or "EqualityContract"))
            .Where(property => !(type.Name == "ClusterConfig" && property.Name == "ClusterId"))
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns true for a type whose value is one text.</summary>
    public static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan) || type == typeof(Version) || type == typeof(Uri);

    public static Type? ElementOfDictionary(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : null;

    public static Type? ElementOfList(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0]
        : null;

    private static bool TryConvert(string text, Type type, out object? value)
    {
        value = null;
        if (type == typeof(Uri))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out _);
        }

        // TimeSpan.Parse reads a single number as days, and also the hours of "24:00:00". An enum accepts any number, and adds up several names. The
        // writer means neither.
        if ((type == typeof(TimeSpan) && (!text.Contains(':') || HasTooManyHours(text))) || (type.IsEnum && !IsNamed(text, type)))
        {
            return false;
        }

        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static bool IsNamed(string text, Type type) =>
        text.AsSpan().Trim() is [var first, ..] && char.IsLetter(first)
        && (type.IsDefined(typeof(FlagsAttribute)) || !text.Contains(',', StringComparison.Ordinal));

    private static bool HasTooManyHours(string text) =>
        int.TryParse(text.AsSpan(0, text.IndexOf(':')), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours > 23;

    private static string KindOf(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a duration as hours:minutes:seconds, such as \"00:00:02\" or \"00:00:00.300\", a day as \"1.00:00:00\""
        : type == typeof(Version) ? "a version such as \"1.1\" or \"2.0\""
        : type == typeof(Uri) ? "an absolute URL"
        : type == typeof(double) || type == typeof(float) ? "a number such as 0.5"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(SslProtocols) ? "Tls12 or Tls13, or Tls or Tls11 for old nodes"
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
        : "text";
}
