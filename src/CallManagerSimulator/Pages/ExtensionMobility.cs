using CallManagerSimulator.Database;

namespace CallManagerSimulator.Pages;

/// <summary>The emapp application: it logs users in and out on devices.</summary>
internal sealed class ExtensionMobility(string node, string address, ClusterDatabase database, NodeCounters counters)
{
    private static readonly string[] LoginTypes = ["UID", "SP", "DN"];
    private readonly string _url = address + "/emapp/EMAppServlet";

    /// <summary>Raised for every executed login.</summary>
    public event Action<ExecutedLogin>? LoggedIn;

    public static Answer ErrorPage(int code) => new PhonePage("CiscoIPPhoneText", "Extension Mobility", "")
        .Text(Explain(code)).Key("Exit", 3, "SoftKey:Exit").ToAnswer();

    public Answer Answer(PageRequest request)
    {
        var device = request["device"];
        if (Refusal(request, device) is { } code)
        {
            return ErrorPage(code);
        }

        if (request.Execute && request["doLogout"].Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Logout(device);
        }

        return request.Execute && (request.Find("userid") ?? request.Find("seq")) is not null
            ? Login(device, request["userid"], request["seq"])
            : FirstPage(device);
    }

    private static int? Refusal(PageRequest request, string device)
    {
        // Extension Mobility checks Via first, so a gateway that adds it fails at its first request.
        if (request.BehindProxy)
        {
            return EmCode.ProxyNotAllowed;
        }

        if (device.Length == 0)
        {
            return EmCode.DeviceMissing;
        }

        if (request.Find("loginType") is { Length: > 0 } type && !LoginTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return EmCode.WrongLoginType;
        }

        return device.StartsWith("SEP", StringComparison.OrdinalIgnoreCase) ? null : EmCode.NoSuchDevice;
    }

    private static string Explain(int code) => code switch
    {
        EmCode.AnotherUserLoggedIn => "Another user is logged in(18)",
        EmCode.NobodyLoggedIn => "No user is logged in(19)",
        EmCode.NoSuchDevice => "Device does not exist(22)",
        EmCode.LoggedInElsewhere => "Multi-Login Not Allowed (25)",
        EmCode.Busy => "Login is unavailable(26)",
        EmCode.WrongUserOrPin => "Please try to login again (201)",
        EmCode.BlankUserOrPin => "Please try to login again (202)",
        EmCode.ProxyNotAllowed => "Login is unavailable(30)",
        _ => $"Login is unsuccessful({code})",
    };

    private Answer Login(string device, string user, string pin)
    {
        var login = database.Login(node, device, user, pin);
        counters.CountLogin();
        LoggedIn?.Invoke(login);
        return login.Result == EmCode.Success
            ? new PhonePage("CiscoIPPhoneText", "Extension Mobility", "").Text("Login Successful").Key("Exit", 3, "SoftKey:Exit").ToAnswer()
            : ErrorPage(login.Result);
    }

    private Answer Logout(string device)
    {
        var result = database.Logout(device);
        counters.CountLogout();
        return result == EmCode.Success
            ? new PhonePage("CiscoIPPhoneText", "Extension Mobility", "").Text("Logout Successful").Key("Exit", 3, "SoftKey:Exit").ToAnswer()
            : ErrorPage(result);
    }

    private Answer FirstPage(string device)
    {
        var url = $"{_url}?device={Uri.EscapeDataString(device)}";
        if (database.UserOn(device) is { } user)
        {
            return new PhonePage("CiscoIPPhoneText", "Extension Mobility", "").Text($"{user} is logged in. Log out?")
                .Key("Yes", 1, url + "&doLogout=true").Key("No", 2, "SoftKey:Exit").ToAnswer();
        }

        return new PhonePage("CiscoIPPhoneInput", "Extension Mobility", "Enter user id and PIN")
            .Key("Submit", 1, "SoftKey:Submit").Key("<<", 2, "SoftKey:<<").Key("Exit", 3, "SoftKey:Exit")
            .Url(url).Input("User ID", "userid", "A").Input("PIN", "seq", "NP").ToAnswer();
    }
}
