using System.IO.Hashing;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PhoneServicesProxy.Watching;

/// <summary>A watch over one phone, for a while: what its presses met, in memory, and nothing of it anywhere else.</summary>
/// <param name="device">The phone's name, as CallManager writes it.</param>
/// <param name="by">Who watches.</param>
/// <param name="since">Since when.</param>
/// <param name="lasting">For how long.</param>
internal sealed class Watch(string device, string by, DateTimeOffset since, TimeSpan lasting)
{
    /// <summary>The oldest are forgotten first.</summary>
    public const int MaxPresses = 200;

    /// <summary>A user and a PIN for each login; nobody logs in so often on one phone.</summary>
    private const int MaxSecrets = 64;

    private readonly Lock _gate = new();
    private readonly Queue<WatchedPressReport> _presses = new();
    private readonly HashSet<ulong> _secrets = [];
    private readonly long _salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private IPAddress? _address;
    private bool _isShared;
    private long _seen;

    /// <summary>Not a number: after a restart that would be another one's watch.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public string Device => device;

    public string By => by;

    public TimeSpan Lasting => lasting;

    public DateTimeOffset Until => since + lasting;

    public bool IsOver { get; set; }

    /// <summary>Runs until the watch is forgotten.</summary>
    public ITimer? Clock { get; set; }

    /// <summary>Whether a press from there may be this phone's although it does not say so.</summary>
    public bool Knows(IPAddress? address)
    {
        lock (_gate)
        {
            return address is not null && address.Equals(_address);
        }
    }

    /// <summary>Whether a press is this phone's.</summary>
    /// <param name="devices">The phones that the request names.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="byAddress">The address alone tells it.</param>
    public bool Takes(IReadOnlyCollection<string> devices, IPAddress? address, out bool byAddress)
    {
        lock (_gate)
        {
            byAddress = false;
            if (devices.Contains(device))
            {
                (_address, _isShared) = (address, _isShared && Equals(address, _address));
                return true;
            }

            // Behind a translation of addresses many phones have one: then it says nothing.
            var isItsAddress = address is not null && address.Equals(_address);
            _isShared |= isItsAddress && devices.Count > 0;
            return byAddress = isItsAddress && !_isShared;
        }
    }

    /// <summary>A later page may say who logged in: its words are told by their hashes.</summary>
    public void Hide(IEnumerable<string> secrets)
    {
        lock (_gate)
        {
            foreach (var secret in secrets.TakeWhile(_ => _secrets.Count < MaxSecrets))
            {
                _secrets.Add(Hash(secret));
            }
        }
    }

    public bool IsSecret(string word)
    {
        lock (_gate)
        {
            return _secrets.Contains(Hash(word));
        }
    }

    /// <param name="press">Makes it, of its number.</param>
    public void Add(Func<long, WatchedPressReport> press)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return;
            }

            _presses.Enqueue(press(++_seen));
            if (_presses.Count > MaxPresses)
            {
                _presses.Dequeue();
            }
        }
    }

    /// <param name="after">The press that is known already; null where none is asked for.</param>
    public WatchReport Report(long? after)
    {
        lock (_gate)
        {
            return new(Id, device, by, since, Until, IsOver, _seen, after is { } id ? [.. _presses.Where(press => press.Id > id)] : []);
        }
    }

    private ulong Hash(string word) => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(word.ToUpperInvariant().AsSpan()), _salt);
}
