using System.Net;

namespace PhoneServicesProxy.TestKit.Fleet;

internal sealed record FleetOptions
{
    /// <summary>Where the phones' service URL points to.</summary>
    public required IPEndPoint Target { get; init; }

    /// <summary>Path and query of a press; <c>{device}</c> stands for the device name.</summary>
    public string Path { get; init; } = "/ccmcip/getservicesmenu.jsp?name={device}";

    /// <summary>Root element of the page that was asked for.</summary>
    public string ExpectedRoot { get; init; } = "CiscoIPPhoneMenu";

    public double PressesPerSecond { get; init; } = 100;

    /// <summary>Phones that take turns; with the default no phone presses twice within ten seconds.</summary>
    public int Phones { get; init; } = 1000;

    /// <summary>When a user has walked away, counted from the moment the press was due.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(15);
}
