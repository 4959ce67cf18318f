using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>Writes the reference of all settings from the options' types and their documentation.</summary>
internal static partial class SettingsReference
{
    private static readonly XmlDocumentation Documentation = XmlDocumentation.Of(typeof(PhoneServicesOptions).Assembly);

    private static readonly PropertyInfo[] Sections = [.. typeof(PhoneServicesOptions).GetProperties().OrderBy(section => section.Name, StringComparer.Ordinal)];

    public static string Write()
    {
        var page = new StringBuilder();
        foreach (var section in Sections)
        {
            WriteSection(page, section);
        }

        return page.ToString();
    }

    private static void WriteSection(StringBuilder page, PropertyInfo section)
    {
        var options = Innermost(section.PropertyType);
        page.Append($"## {NameOf(section)}\n\n{About(options)}\n\n| Key | Default and range | Change | Meaning |\n|---|---|---|---|\n");
        WriteRows(page, "", options);
        page.Append('\n');
    }

    private static void WriteRows(StringBuilder page, string prefix, Type options)
    {
        foreach (var setting in options.GetProperties())
        {
            // Options that have a section of their own, in other options, such as the nodes of something.
            if (Sections.FirstOrDefault(section => Innermost(section.PropertyType) == Innermost(setting.PropertyType)) is { } known)
            {
                var name = NameOf(known);
                page.Append($"| `{prefix}{setting.Name}{(setting.PropertyType.IsGenericType ? ":NAME" : "")}` | – | reload | {Cell(Documentation.SummaryOf(setting))} Settings: [{name}](#{name.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant()}). |\n");
                continue;
            }

            if (setting.PropertyType.Assembly == typeof(PhoneServicesOptions).Assembly && !setting.PropertyType.IsEnum)
            {
                WriteRows(page, $"{prefix}{setting.Name}:", setting.PropertyType);
                continue;
            }

            // Options by name within other options, such as the keys of the management endpoint.
            if (setting.PropertyType.IsGenericType && Innermost(setting.PropertyType) is { IsClass: true } named && named.Assembly == typeof(PhoneServicesOptions).Assembly)
            {
                page.Append($"| `{prefix}{setting.Name}` | {Documentation.ValueOf(setting)} | reload | {Documentation.SummaryOf(setting)} |\n");
                WriteRows(page, $"{prefix}{setting.Name}:NAME:", named);
                continue;
            }

            var value = Documentation.ValueOf(setting);
            var change = setting.GetCustomAttribute<ReadAtStartAttribute>() is null ? "reload" : "**restart**";
            page.Append($"| `{prefix}{setting.Name}` | {(value.Length == 0 ? "–" : Cell(value))} | {change} | {Cell(Documentation.SummaryOf(setting) + ValuesOf(setting.PropertyType))} |\n");
        }
    }

    /// <summary>What stands in one row of the reference.</summary>
    public static string MeaningOf(MemberInfo setting) =>
        $"{Documentation.SummaryOf(setting)} {Documentation.ValueOf(setting)}".Trim() + (setting is PropertyInfo property ? ValuesOf(property.PropertyType) : "");

    /// <summary>Without the section's name, which is the heading, and without what the column "Change" says.</summary>
    public static string About(Type options)
    {
        var about = SectionName().Replace(Documentation.SummaryOf(options), "", 1);
        return ReloadNote().Replace(about, "").Trim();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>As the options' own documentation has it, with words for names: <c>PhoneServices:Nodes:NAME</c>.</summary>
    private static string NameOf(PropertyInfo section) =>
        SectionName().Match(Documentation.SummaryOf(Innermost(section.PropertyType))) is { Success: true } match ? match.Groups["name"].Value : $"PhoneServices:{section.Name}";

    /// <summary>What a dictionary of options, or of such dictionaries, holds in the end.</summary>
    private static Type Innermost(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? Innermost(type.GetGenericArguments()[1]) : type;

    private static string ValuesOf(Type type) =>
        type.IsEnum
            ? string.Concat(type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(value => $" `{value.Name}`: {Documentation.SummaryOf(value)}"))
            : "";

    [GeneratedRegex(@":? ?`(?<name>PhoneServices:[A-Za-z:]+)`")]
    private static partial Regex SectionName();

    [GeneratedRegex(@" ?A reload (changes these settings|applies changes)(, except where a restart is mentioned)?\.")]
    private static partial Regex ReloadNote();
}
