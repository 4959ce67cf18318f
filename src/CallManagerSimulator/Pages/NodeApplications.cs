using CallManagerSimulator.Database;

namespace CallManagerSimulator.Pages;

/// <summary>All pages of a node by path.</summary>
internal sealed class NodeApplications
{
    private readonly Dictionary<string, Func<PageRequest, Answer>> _routes = new(StringComparer.OrdinalIgnoreCase);

    public NodeApplications(string node, string address, ClusterDatabase database, NodeCounters counters, Func<string> activeAssistant)
    {
        ExtensionMobility = new ExtensionMobility(node, address, database, counters);
        Add(new Ccmcip(address, asp: true, database, counters).Routes());
        Add(new Ccmcip(address, asp: false, database, counters).Routes());
        Add(new PersonalDirectory(address, database, counters).Routes());
        _routes["/emapp/EMAppServlet"] = ExtensionMobility.Answer;
        _routes["/changecredential/ChangeCredentialServlet"] = new ChangeCredential(address, database, counters).Answer;
        _routes["/ma/servlet/MAService"] = new ManagerAssistant(node, address, activeAssistant).Answer;
    }

    public ExtensionMobility ExtensionMobility { get; }

    private static Answer Administration { get; } =
        Pages.Answer.Html(200, "Cisco Unified CM Administration", "A phone has no business here.");

    public static bool IsAdministration(string path) => IsBelow(path, "/ccmadmin");

    public static bool IsExtensionMobility(string path) => IsBelow(path, "/emapp");

    public Answer Answer(PageRequest request, string method)
    {
        if (IsAdministration(request.Path))
        {
            return Administration;
        }

        if (!_routes.TryGetValue(request.Path, out var answer))
        {
            return ErrorPages.NotFound;
        }

        return method switch
        {
            "GET" or "POST" => answer(request),
            // The web.xml of emapp refuses everything else, also HEAD.
            _ when IsExtensionMobility(request.Path) => ErrorPages.Forbidden,
            "HEAD" => answer(request with { Execute = false }),
            _ => ErrorPages.MethodNotAllowed,
        };
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '/');

    private void Add(IEnumerable<KeyValuePair<string, Func<PageRequest, Answer>>> routes)
    {
        foreach (var (path, answer) in routes)
        {
            _routes.Add(path, answer);
        }
    }
}
