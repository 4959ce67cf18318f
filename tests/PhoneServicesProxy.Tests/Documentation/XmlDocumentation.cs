using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>The XML documentation that the compiler wrote beside an assembly, as Markdown.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(XDocument document) =>
        _members = document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public static XmlDocumentation Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    public string SummaryOf(Type type) => Text(Summary($"T:{type.FullName}"));

    public string SummaryOf(MemberInfo member) => Text(Summary(NameOf(member)));

    /// <summary>For what others document: null where they have not.</summary>
    public string? FindSummaryOf(MemberInfo member) => _members.GetValueOrDefault(NameOf(member))?.Element("summary") is { } summary ? Text(summary) : null;

    /// <summary>What stands in the summary's <c>value</c>: default and range; empty where there is none.</summary>
    public string ValueOf(MemberInfo member) =>
        Summary(NameOf(member)).Element("value") is { } value ? Text(value) : "";

    private static string NameOf(MemberInfo member) =>
        $"{(member is PropertyInfo ? 'P' : 'F')}:{member.DeclaringType!.FullName!.Replace('+', '.')}.{member.Name}";

    private XElement Summary(string name) =>
        _members.TryGetValue(name, out var member) && member.Element("summary") is { } summary
            ? summary
            : throw new InvalidOperationException($"{name} has no summary.");

    private static string Text(XElement element) =>
        Blanks().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "value" } => "",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword") ?? see.Attribute("href"))!.Value.Split('.')[^1].Split(':')[^1]}`",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
