namespace CallManagerSimulator.Pages;

/// <summary>
/// The ma application, with one active node at a time: the first node, and after its failure the next, until that fails. The answer of a real standby
/// is unknown. Phones show "IPMA File not Found", so it is a 404 here.
/// </summary>
internal sealed class ManagerAssistant(string node, string address, Func<string> activeNode)
{
    private readonly Answer _menu = new PhonePage("CiscoIPPhoneMenu", "Manager Assistant", "Select")
        .MenuItem("Do Not Disturb", $"{address}/ma/servlet/MAService?cmd=doDnd&Name=#DEVICENAME#")
        .MenuItem("Divert All", $"{address}/ma/servlet/MAService?cmd=doDivert&Name=#DEVICENAME#").ToAnswer();

    public Answer Answer(PageRequest request)
    {
        if (activeNode() != node)
        {
            return ErrorPages.NotFound;
        }

        return request["cmd"].Equals("doPhoneService", StringComparison.OrdinalIgnoreCase)
            ? _menu
            : new PhonePage("CiscoIPPhoneText", "Manager Assistant", "").Text("Done").Key("Exit", 3, "SoftKey:Exit").ToAnswer();
    }
}
