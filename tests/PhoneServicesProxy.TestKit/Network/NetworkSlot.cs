using System.Globalization;

namespace PhoneServicesProxy.TestKit.Network;

/// <summary>
/// The right to use 10.77.<see cref="Number"/>.0/24 and everything named after it. The lock ends with its process, however
/// that ends, so whoever holds a slot may remove what an earlier holder left behind.
/// </summary>
internal sealed class NetworkSlot : IDisposable
{
    private const int Slots = 250;
    private const string Folder = "/run/lock/phone-services-testkit";

    private readonly FileStream _lock;

    private NetworkSlot(int number, FileStream held) => (Number, _lock) = (number, held);

    public int Number { get; }

    public string Prefix => PrefixOf(Number);

    public static NetworkSlot Take() =>
        Enumerable.Range(1, Slots).Select(TryTake).FirstOrDefault(slot => slot is not null)
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

    /// <summary>The slot that a namespace or link name belongs to, or null when the name is not ours.</summary>
    public static int? NumberOf(string name) =>
        name.StartsWith("psp", StringComparison.Ordinal) && name.IndexOf('-') is var dash and > 3
            && int.TryParse(name[3..dash], CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public void Dispose() => _lock.Dispose();

    private static string PrefixOf(int number) => string.Create(CultureInfo.InvariantCulture, $"psp{number}-");
}
