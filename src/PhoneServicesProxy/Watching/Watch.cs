using System.IO.Hashing;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PhoneServicesProxy.Watching;

/// <summary>The watch of one phone for a limited time. Its presses are kept in memory only.</summary>
/// <param name="device">The phone's name, as CallManager writes it.</param>
/// <param name="by">The person who watches.</param>
/// <param name="since">The start.</param>
/// <param name="lasting">The duration.</param>
internal sealed class Watch(string device, string by, DateTimeOffset since, TimeSpan lasting)
{
    /// <summary>The oldest presses are dropped first.</summary>
    public const int MaxPresses = 200;

    /// <summary>A login has two secrets, user and PIN. This is enough for 32 logins on one phone.</summary>
    private const int MaxSecrets = 64;

    private readonly Lock _gate = new();
    private readonly Queue<WatchedPressReport> _presses = new();
    private readonly HashSet<ulong> _secrets = [];
    private readonly long _salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private IPAddress? _address;
    private bool _isShared;
    private long _seen;

    /// <summary>Random, because a number would name somebody else's watch after a restart.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public string Device => device;

    public string By => by;

    public TimeSpan Lasting => lasting;

    public DateTimeOffset Until => since + lasting;

    public bool IsOver { get; set; }

    /// <summary>Runs until the watch is forgotten.</summary>
    public ITimer? Clock { get; set; }

    /// <summary>True if a press from this address may be this phone's even if it names no phone.</summary>
    public bool Knows(IPAddress? address)
    {
        lock (_gate)
        {
            return address is not null && address.Equals(_address);
        }
    }

    /// <summary>Decides whether a press is this phone's.</summary>
    /// <param name="devices">The phones that the request names.</param>
    /// <param name="address">The client's address.</param>
    /// <param name="byAddress">True if only the address shows it.</param>
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

            // Behind NAT many phones share one address. Then it proves nothing.
            var isItsAddress = address is not null && address.Equals(_address);
            _isShared |= isItsAddress && devices.Count > 0;
            return byAddress = isItsAddress && !_isShared;
        }
    }

    /// <summary>Remembers secret words as hashes, because a later page may show who logged in.</summary>
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

    /// <param name="press">Makes the report for a number.</param>
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

    /// <param name="after">The last press that the caller has; null for no presses.</param>
    public WatchReport Report(long? after)
    {
        lock (_gate)
        {
            return new(Id, device, by, since, Until, IsOver, _seen, after is { } id ? [.. _presses.Where(press => press.Id > id)] : []);
        }
    }

    private ulong Hash(string word) => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(word.ToUpperInvariant().AsSpan()), _salt);
}
