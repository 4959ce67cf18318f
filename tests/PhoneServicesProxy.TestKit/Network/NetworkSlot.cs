using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Network;

/// <summary>
/// The right to use 10.213.<see cref="Number"/>.0/24 and all names derived from it. The network is private, because by default only private
/// networks may use the gateway. The lock ends with its process. So the holder of a slot may remove what an earlier holder has left behind.
/// </summary>
internal sealed class NetworkSlot : IDisposable
{
    private const int Slots = 250;
    private const string Folder = "/run/lock/phone-services-testkit";

    private readonly FileStream _lock;

    private NetworkSlot(int number, FileStream held) => (Number, _lock) = (number, held);

    public int Number { get; }

    public string Prefix => PrefixOf(Number);

    /// <summary>Returns a slot that no other test and nothing else on this machine uses.</summary>
    public static NetworkSlot Take() =>
        Enumerable.Range(1, Slots).Select(TryTakeFree).FirstOrDefault(slot => slot is not null)
            ?? throw new InvalidOperationException($"All {Slots} test networks are in use, see {Folder}");

    public static NetworkSlot? TryTake(int number)
    {
        Directory.CreateDirectory(Folder);
        try
        {
            var path = Path.Combine(Folder, number.ToString(CultureInfo.InvariantCulture));
            return new NetworkSlot(number, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The slot that a namespace or link name belongs to; null if it is not a test's name.</summary>
    public static int? NumberOf(string name) =>
        name.StartsWith("psp", StringComparison.Ordinal) && name.IndexOf('-') is var dash and > 3
            && int.TryParse(name[3..dash], CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public IPAddress Address(int host) => AddressOf(Number, host);

    public void Dispose() => _lock.Dispose();

    private static NetworkSlot? TryTakeFree(int number)
    {
        var slot = TryTake(number);
        if (slot is null || !IsInUse(number))
            return slot;

        slot.Dispose();
        return null;
    }

    /// <summary>True if an interface of this machine that is not a test's uses it.</summary>
    private static bool IsInUse(int number) => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(link => link.GetIPProperties().UnicastAddresses)
        .Where(own => own.Address.AddressFamily == AddressFamily.InterNetwork && !own.Address.Equals(IPAddress.Any))
        .Any(own => new IPNetwork(NetworkOf(own.Address, own.PrefixLength), own.PrefixLength) is var network
            && (network.Contains(AddressOf(number, 0)) || (own.Address.GetAddressBytes() is [10, 213, var third, _] && third == number)));

    private static IPAddress NetworkOf(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < 32; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));

        return new IPAddress(bytes);
    }

    private static IPAddress AddressOf(int number, int host) => new([10, 213, (byte)number, (byte)host]);

    private static string PrefixOf(int number) => string.Create(CultureInfo.InvariantCulture, $"psp{number}-");
}
