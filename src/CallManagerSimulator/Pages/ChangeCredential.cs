using CallManagerSimulator.Database;

namespace CallManagerSimulator.Pages;

/// <summary>The changecredential application, in which a user changes the PIN.</summary>
internal sealed class ChangeCredential(string address, ClusterDatabase database, NodeCounters counters)
{
    private readonly string _url = address + "/changecredential/ChangeCredentialServlet";

    public Answer Answer(PageRequest request) =>
        request.Execute && request.Find("newseq") is not null ? Change(request) : Form(request["device"]);

    private static Answer Message(string text) =>
        new PhonePage("CiscoIPPhoneText", "Change Credentials", "").Text(text).Key("Exit", 3, "SoftKey:Exit").ToAnswer();

    private Answer Change(PageRequest request)
    {
        var pin = request["newseq"];
        counters.CountPinChange();
        if (pin.Length is < 5 or > 20 || !pin.All(char.IsAsciiDigit))
        {
            return Message("A PIN has 5 to 20 digits");
        }

        if (request.Find("confirmseq") is { } confirmed && confirmed != pin)
        {
            return Message("The two PINs differ");
        }

        return Message(database.ChangePin(request["userid"], request["seq"], pin)
            ? "PIN changed"
            : "Please try again (201)");
    }

    private Answer Form(string device) => new PhonePage("CiscoIPPhoneInput", "Change Credentials", "Enter the old and the new PIN")
        .Key("Submit", 1, "SoftKey:Submit").Key("<<", 2, "SoftKey:<<").Key("Exit", 3, "SoftKey:Exit")
        .Url(device.Length == 0 ? _url : $"{_url}?device={Uri.EscapeDataString(device)}")
        .Input("User ID", "userid", "A").Input("Current PIN", "seq", "NP")
        .Input("New PIN", "newseq", "NP").Input("Confirm PIN", "confirmseq", "NP").ToAnswer();
}
