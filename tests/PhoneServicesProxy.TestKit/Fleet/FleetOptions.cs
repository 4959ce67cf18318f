using System.Net;

namespace PhoneServicesProxy.TestKit.Fleet;

internal sealed record FleetOptions
{
    /// <summary>The address in the phones' service URL.</summary>
    public required IPEndPoint Target { get; init; }

    /// <summary>Path and query of a press; <c>{device}</c> stands for the device name.</summary>
    public string Path { get; init; } = "/ccmcip/getservicesmenu.jsp?name={device}";

    /// <summary>Root element of the page that was asked for.</summary>
    public string ExpectedRoot { get; init; } = "CiscoIPPhoneMenu";

    public double PressesPerSecond { get; init; } = 100;

    /// <summary>The number of phones, which take turns. With the default, no phone presses twice within ten seconds.</summary>
    public int Phones { get; init; } = 1000;

    /// <summary>The time after which the user gives up, counted from the time when the press was due.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(15);
}
