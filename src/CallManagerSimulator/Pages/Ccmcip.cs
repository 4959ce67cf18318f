using CallManagerSimulator.Database;

namespace CallManagerSimulator.Pages;

/// <summary>The ccmcip application in one of its two spellings: pages of CallManager 4.x (.asp) or of UCM (.jsp).</summary>
internal sealed class Ccmcip
{
    private readonly string _folder;
    private readonly string _extension;
    private readonly ClusterDatabase _database;
    private readonly NodeCounters _counters;

    public Ccmcip(string address, bool asp, ClusterDatabase database, NodeCounters counters)
    {
        _folder = address + (asp ? "/CCMCIP/" : "/ccmcip/");
        _extension = asp ? ".asp" : ".jsp";
        _database = database;
        _counters = counters;
        Directory = new DirectoryList(Url("xmldirectorylist"), Url("xmldirectoryinput"), withNumber: !asp);
        ServicesMenu = BuildServicesMenu(address);
        DirectoryMenu = BuildDirectoryMenu(address);
        DirectoryInput = BuildDirectoryInput(withNumber: !asp);
    }

    private Answer ServicesMenu { get; }

    private Answer DirectoryMenu { get; }

    private Answer DirectoryInput { get; }

    private DirectoryList Directory { get; }

    public IEnumerable<KeyValuePair<string, Func<PageRequest, Answer>>> Routes()
    {
        var messages = new PhonePage("CiscoIPPhoneText", "Messages", "").Text("No messages").Key("Exit", 3, "SoftKey:Exit").ToAnswer();
        var idle = new PhonePage("CiscoIPPhoneText", "CallManager", "").Text("Idle").ToAnswer() with { Refresh = $"60; url={Url("idle")}" };
        yield return Route("getservicesmenu", _ => ServicesMenu);
        yield return Route("xmldirectory", _ => DirectoryMenu);
        yield return Route("xmldirectoryinput", _ => DirectoryInput);
        yield return Route("xmldirectorylist", r => Directory.Page(r["l"], r["f"], r["n"], r["start"]));
        yield return Route("authenticate", Authenticate);
        yield return Route("GetTelecasterHelpText", Help);
        yield return Route("messages", _ => messages);
        yield return Route("idle", _ => idle);
    }

    private static Answer Help(PageRequest request) =>
        new PhonePage("CiscoIPPhoneText", "Help", "").Text($"Help for item {request["id"]}").Key("Exit", 3, "SoftKey:Exit").ToAnswer();

    private Answer BuildServicesMenu(string address) => new PhonePage("CiscoIPPhoneMenu", "Services", "Select a service")
        .MenuItem("Extension Mobility", $"{address}/emapp/EMAppServlet?device=#DEVICENAME#")
        .MenuItem("Manager Assistant", $"{address}/ma/servlet/MAService?cmd=doPhoneService&Name=#DEVICENAME#")
        .MenuItem("Change Credential", $"{address}/changecredential/ChangeCredentialServlet?device=#DEVICENAME#")
        .MenuItem("Corporate Directory", Url("xmldirectoryinput"))
        .MenuItem("Personal Directory", $"{address}/ccmpd/pdCheckLogin.do?name=#DEVICENAME#")
        .MenuItem("Personal Address Book", $"{address}/ccmpd/pdAddressBook.do?name=#DEVICENAME#")
        .MenuItem("Personal Fast Dials", $"{address}/ccmpd/pdFastDials.do?name=#DEVICENAME#")
        .ToAnswer();

    private Answer BuildDirectoryMenu(string address) => new PhonePage("CiscoIPPhoneMenu", "Directories", "Select a directory")
        .MenuItem("Corporate Directory", Url("xmldirectoryinput"))
        .MenuItem("Personal Directory", $"{address}/ccmpd/pdCheckLogin.do?name=#DEVICENAME#")
        .ToAnswer();

    private Answer BuildDirectoryInput(bool withNumber)
    {
        var page = new PhonePage("CiscoIPPhoneInput", "Directory Search", "Enter search criteria")
            .Key("Search", 1, "SoftKey:Submit").Key("<<", 2, "SoftKey:<<").Key("Cancel", 3, "SoftKey:Cancel")
            .Url(Url("xmldirectorylist"))
            .Input("First Name", "f", "A").Input("Last Name", "l", "A");
        return (withNumber ? page.Input("Number", "n", "T") : page).ToAnswer();
    }

    private Answer Authenticate(PageRequest request)
    {
        if (!request.Execute)
        {
            return Answer.Text("UN-AUTHORIZED");
        }

        _counters.CountAuthentication();
        return Answer.Text(_database.Accepts(request["UserID"], request["Password"]) ? "AUTHORIZED" : "UN-AUTHORIZED");
    }

    private string Url(string page) => _folder + page + _extension;

    private KeyValuePair<string, Func<PageRequest, Answer>> Route(string page, Func<PageRequest, Answer> answer) =>
        new("/ccmcip/" + page + _extension, answer);
}
