using CallManagerSimulator.Database;

namespace CallManagerSimulator.Pages;

/// <summary>The ccmpd application: a user's own address book and fast dials.</summary>
internal sealed class PersonalDirectory(string address, ClusterDatabase database, NodeCounters counters)
{
    private readonly string _folder = address + "/ccmpd/";

    public IEnumerable<KeyValuePair<string, Func<PageRequest, Answer>>> Routes() =>
    [
        new("/ccmpd/pdCheckLogin.do", CheckLogin),
        new("/ccmpd/pdMenu.do", r => Menu(r["name"])),
        new("/ccmpd/pdAddressBook.do", r => Entries(r["name"])),
        new("/ccmpd/pdFastDials.do", r => FastDials(r["name"])),
    ];

    private Answer CheckLogin(PageRequest request)
    {
        var name = request["name"];
        if (!request.Execute || request.Find("userid") is null)
        {
            return new PhonePage("CiscoIPPhoneInput", "Personal Directory", "Enter user id and PIN")
                .Key("Submit", 1, "SoftKey:Submit").Key("<<", 2, "SoftKey:<<").Key("Exit", 3, "SoftKey:Exit")
                .Url(Url("pdCheckLogin", name)).Input("User ID", "userid", "A").Input("PIN", "seq", "NP").ToAnswer();
        }

        counters.CountPersonalLogin();
        return database.Accepts(request["userid"], request["seq"])
            ? Menu(name)
            : new PhonePage("CiscoIPPhoneText", "Personal Directory", "").Text("Login failed")
                .Key("Login", 1, Url("pdCheckLogin", name)).Key("Exit", 3, "SoftKey:Exit").ToAnswer();
    }

    private Answer Menu(string name) => new PhonePage("CiscoIPPhoneMenu", "Personal Directory", "Select")
        .MenuItem("Personal Address Book", Url("pdAddressBook", name))
        .MenuItem("Personal Fast Dials", Url("pdFastDials", name)).ToAnswer();

    private Answer Entries(string name) => new PhonePage("CiscoIPPhoneDirectory", "Personal Address Book", "Records 1 to 2 of 2")
        .Entry("Doe, Jane", "5551001").Entry("Doe, John", "5551002")
        .Key("Dial", 1, "SoftKey:Dial").Key("Back", 3, Url("pdMenu", name)).ToAnswer();

    private Answer FastDials(string name) => new PhonePage("CiscoIPPhoneDirectory", "Personal Fast Dials", "Records 1 to 1 of 1")
        .Entry("1 Doe, Jane", "5551001")
        .Key("Dial", 1, "SoftKey:Dial").Key("Back", 3, Url("pdMenu", name)).ToAnswer();

    private string Url(string page, string name) => $"{_folder}{page}.do?name={Uri.EscapeDataString(name)}";
}
