using CallManagerSimulator.Faults;

namespace CallManagerSimulator.Commands;

/// <summary>The texts of --help and of the console's help.</summary>
internal static class SimulatorHelp
{
    public static string Faults { get; } = string.Join(
        Environment.NewLine, FaultNames.Explained.Select(f => $"  {f.Name,-9} {f.Meaning}"));

    public static string Console { get; } = $"""
        NODE FAULT [options]   as in: publisher refuse, subscriber1 slow delay=5s, subscriber2 none
        list                   the nodes, their faults and what they have executed
        logins                 the Extension Mobility logins that were executed
        quit                   stops
        Faults:
        {Faults}
        Options of a fault: {NodeFaultText.Options}
        """;

    public static string Text { get; } = $"""
        A stand-in for a Cisco CallManager cluster: phone services, directory, Extension Mobility, one listener a node.

        Try:
          dotnet run --project src/CallManagerSimulator -- --nodes 3
          curl "http://127.0.0.1:8081/ccmcip/getservicesmenu.jsp?name=SEP001122334455"
          curl "http://127.0.0.1:8081/emapp/EMAppServlet?device=SEP001122334455&userid=user1&seq=12345"
          curl -X POST http://127.0.0.1:8090/nodes/publisher/fault/refuse
          curl -X DELETE http://127.0.0.1:8090/nodes/publisher/fault

        Users user1, user2, ... all have PIN and password 12345 until they change it. Devices begin with SEP.
        A request with a Via header gets Extension Mobility's error 30, as on a cluster that allows no proxy.

        Control API: GET /nodes, GET /logins, POST /nodes/NAME/fault/FAULT?delay=3s&path=/emapp&after-executing=true,
        DELETE /nodes/NAME/fault, POST /reset (counters).

        Console, while it runs:
        {Console}

        after-executing: the request is executed (a login counted), then the fault strikes. only-changing: only requests
        that change something are struck. Exit codes: 0 stopped, 1 an address or port is not available, 2 misuse.
        """;
}
