using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Counts failed logins and says who has to wait. A login counts as failed from its beginning until it is known to be none, so that
/// many at the same moment are no way round.
/// </summary>
internal sealed class FailedLogins(CurrentConfiguration current, TimeProvider time)
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly FailureTable _table = new();
    private readonly Lock _lock = new();

    private FailedLoginOptions Options => current.Options.Security.FailedLogins;

    /// <param name="device">The device's name, as the request has it.</param>
    /// <param name="user">The user's id, as the request has it.</param>
    /// <param name="address">Where the request came from; null where that is that of many phones.</param>
    public FailedLoginKeys KeysOf(string device, string user, IPAddress? address) =>
        new(Hash('d', device), Hash('u', user), address is null || Options.AddressFactor == 0 ? null : Hash('a', ClientPrefix.Of(address).ToString()));

    /// <summary>How long a login has to wait; where it has not, it has begun, and must be ended by one of the others.</summary>
    public TimeSpan Begin(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            var wait = Longest(Wait(keys.Device), Longest(Wait(keys.User), keys.Address is { } address ? Wait(address, isShared: true) : default));
            if (wait == default)
            {
                Add(keys.Device, 1);
                Add(keys.User, 1);
            }

            return wait;
        }
    }

    /// <summary>User or PIN was wrong. Waiting begins now.</summary>
    public void Failed(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            Add(keys.Device, 0);
            Add(keys.User, 0);
            if (keys.Address is { } address && Options.AddressFactor is > 0 and var factor)
            {
                Add(address, 1.0 / factor, isShared: true);
            }
        }
    }

    /// <summary>User and PIN were right. The address keeps its failures: whoever guesses may have an account of their own.</summary>
    public void Succeeded(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            Forget(keys.Device);
            Forget(keys.User);
        }
    }

    /// <summary>Nothing was learned about user and PIN.</summary>
    public void EndedOtherwise(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            TakeBack(keys.Device);
            TakeBack(keys.User);
        }
    }

    private TimeSpan Wait(ulong key, bool isShared = false)
    {
        ref readonly var entry = ref _table.Of(key);

        // Tenths add up to a little less than they should.
        var tries = (int)(Score(entry, isShared) + 0.001) - Options.FreeTries;
        if (entry.Key != key || tries < 0)
        {
            return default;
        }

        var delay = Math.Min(Options.InitialDelay.TotalSeconds * Math.Pow(2, Math.Min(tries, 30)), Options.MaxDelay.TotalSeconds);
        var wait = TimeSpan.FromSeconds(delay) - time.GetElapsedTime(entry.Last);
        return wait > default(TimeSpan) ? wait : default;
    }

    private void Add(ulong key, double weight, bool isShared = false)
    {
        ref var entry = ref _table.Of(key);
        entry = new(key, (entry.Key == key ? Score(entry, isShared) : 0) + weight, time.GetTimestamp());
    }

    private void Forget(ulong key)
    {
        ref var entry = ref _table.Of(key);
        if (entry.Key == key)
        {
            entry = default;
        }
    }

    private void TakeBack(ulong key)
    {
        ref var entry = ref _table.Of(key);
        if (entry.Key == key)
        {
            entry = entry with { Score = Math.Max(0, entry.Score - 1) };
        }
    }

    /// <summary>
    /// What is left of it. A device or user is forgiven when it leaves off, so that no pace of guessing outruns that; an address of
    /// many phones little by little, for some of them always err.
    /// </summary>
    private double Score(in FailureEntry entry, bool isShared)
    {
        if (entry.Score == 0)
        {
            return 0;
        }

        var forgotten = time.GetElapsedTime(entry.Last) / Options.ForgetAfter;
        return Math.Max(0, entry.Score - (isShared ? forgotten : Math.Floor(forgotten)));
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>Blanks around it and case make no other user of it in CallManager, so they make no other here.</summary>
    private ulong Hash(char kind, string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(kind + text.Trim().ToUpperInvariant()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash) | 1;
    }
}
