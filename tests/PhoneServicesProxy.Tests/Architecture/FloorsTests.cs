using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.IosSlb;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Tests.Architecture;

/// <summary>Holds the house to the picture in <c>src/README.md</c>.</summary>
public sealed partial class FloorsTests
{
    private const string House = "PhoneServicesProxy";

    private static readonly System.Reflection.Assembly[] Ground = [typeof(PageRewriter).Assembly, typeof(IosSlbParser).Assembly, typeof(SecretNames).Assembly];

    private static readonly Lazy<IReadOnlyList<Use>> Uses = new(() =>
    {
        var architecture = new ArchLoader().LoadAssemblies([typeof(Gateway).Assembly, .. Ground]).Build();
        return
        [
            .. architecture.Types.SelectMany(type => type.Dependencies.Select(dependency => new Use(Place.Of(type), Place.Of(dependency.Target))))
                .Where(use => use.By.Room.Length > 0 && use.What.Room.Length > 0)
                .Distinct(),
        ];
    });

    [Fact]
    public void Rooms_UseOnlyWhatStandsBelowOrToTheirRight()
    {
        string[] rooms = [.. Rooms()];

        Assert.InRange(Uses.Value.Count, 1000, int.MaxValue);
        AssertNone(Uses.Value
            .Where(use => use.By.Room != use.What.Room && Array.IndexOf(rooms, use.What.Room) <= Array.IndexOf(rooms, use.By.Room))
            .Select(use => $"{use.By} may not use {use.What}: {use.What.Room} does not stand below {use.By.Room}.")
            .Distinct());
    }

    [Fact]
    public void EveryRoom_IsDrawn()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src", House))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any()).Select(Path.GetFileName).OfType<string>().Where(name => name is not ("bin" or "obj"));
        var assemblies = Ground.Select(assembly => assembly.GetName().Name!);

        Assert.Equal(folders.Append("Program").Concat(assemblies).Order(StringComparer.Ordinal), Rooms().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Namespaces_WithinARoom_FormNoCircle()
    {
        var edges = Uses.Value.Where(use => use.By.Room == use.What.Room && use.By.Namespace != use.What.Namespace).ToLookup(use => use.By.Namespace);

        Assert.NotEmpty(edges);
        AssertNone(edges
            .SelectMany(uses => uses)
            .Where(use => Reaches(use.What.Namespace, use.By.Namespace))
            .Select(use => $"{use.By} uses {use.What}, and {use.What.Namespace} leads back to {use.By.Namespace}."));

        bool Reaches(string from, string to)
        {
            var (seen, open) = (new HashSet<string>(), new Stack<string>([from]));
            while (open.TryPop(out var next))
            {
                if (next == to)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    foreach (var use in edges[next])
                    {
                        open.Push(use.What.Namespace);
                    }
                }
            }

            return false;
        }
    }

    [Fact]
    public void Ground_KnowsNeitherAspNetNorSettings() =>
        Assert.All(Ground, assembly => Assert.DoesNotContain(assembly.GetReferencedAssemblies(), reference =>
            reference.Name!.StartsWith("Microsoft.", StringComparison.Ordinal) || reference.Name.StartsWith("Yarp.", StringComparison.Ordinal)
            || reference.Name == House));

    /// <summary>From the top to the ground, on each floor from left to right.</summary>
    private static IEnumerable<string> Rooms() =>
        File.ReadLines(Path.Combine(Repository.Root, "src", "README.md"))
            .Select(line => Floor().Match(line))
            .Where(match => match.Success)
            .SelectMany(match => match.Groups["rooms"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static void AssertNone(IEnumerable<string> found) =>
        Assert.True(!found.Any(), $"{Environment.NewLine}{string.Join(Environment.NewLine, found.Order(StringComparer.Ordinal))}");

    [GeneratedRegex(@"^(floor \d|ground) +(?<rooms>\S.*)$")]
    private static partial Regex Floor();

    private sealed record Use(Place By, Place What);

    /// <summary>Where a type is at home.</summary>
    private sealed record Place(string Room, string Namespace, string Type)
    {
        /// <summary>Where extensions of the framework's types are kept, which have the framework's namespace: their folder says to which room they belong.</summary>
        private static readonly ILookup<string, string> FoldersOfExtensions = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", House), "*Extensions.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), file => Path.GetRelativePath(Path.Combine(Repository.Root, "src", House), Path.GetDirectoryName(file)!));

        public static Place Of(IType type)
        {
            var assembly = type.Assembly?.Name.Split(',')[0] ?? "";
            var name = type.FullName.Split('+', '`', '<', ' ')[0];
            var (space, simple) = name.LastIndexOf('.') is > 0 and var dot ? (name[..dot], name[(dot + 1)..]) : ("", name);
            return assembly != House && !Ground.Any(ground => ground.GetName().Name == assembly) ? new("", space, simple)
                : Ground.Select(ground => ground.GetName().Name!).FirstOrDefault(ground => $"{space}.".StartsWith($"{ground}.", StringComparison.Ordinal)) is { } below ? new(below, space, simple)
                : space == House ? new("Program", space, simple)
                : space.StartsWith($"{House}.", StringComparison.Ordinal) ? new(space.Split('.')[1], space, simple)
                : FoldersOfExtensions[simple].FirstOrDefault() is { } folder ? new(folder.Split('/')[0], $"{House}.{folder.Replace('/', '.')}", simple)
                : new("", space, simple);
        }

        public override string ToString() => $"{Namespace.Replace($"{House}.", "", StringComparison.Ordinal).Replace('.', '/')}/{Type}.cs";
    }
}
