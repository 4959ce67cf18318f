using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Counts failed logins and says who has to wait. A login counts as failed from its beginning until it is known to be none, so that
/// neither many at the same moment nor hanging up before the answer is a way round.
/// </summary>
internal sealed class FailedLogins(CurrentConfiguration current, TimeProvider time)
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly FailureTable _table = new();
    private readonly Lock _lock = new();

    private FailedLoginOptions Options => current.Options.Get<SecurityOptions>().FailedLogins;

    /// <param name="device">The device's name, as the request has it; what is missing is no key.</param>
    /// <param name="user">The user's id, as the request has it; what is missing is no key.</param>
    /// <param name="address">Where the request came from; null where that is that of many phones.</param>
    public FailedLoginKeys KeysOf(string? device, string? user, IPAddress? address) => new(
        KeyOf('d', device), KeyOf('u', user), address is null || Options.AddressFactor == 0 ? 0 : KeyOf('a', ClientPrefix.Of(address).ToString()));

    /// <summary>How long a login has to wait; where it has not, it has begun, and must be ended by one of the others.</summary>
    public TimeSpan Begin(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            var wait = Longest(Wait(keys.Device), Longest(Wait(keys.User), Wait(keys.Address, isShared: true)));
            if (wait == default)
            {
                Reserve(keys.Device);
                Reserve(keys.User);
                Reserve(keys.Address);
            }

            return wait;
        }
    }

    /// <summary>User or PIN was wrong, or nobody can tell. Waiting begins now.</summary>
    public void Failed(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            Fail(keys.Device);
            Fail(keys.User);
            Fail(keys.Address, isShared: true);
        }
    }

    /// <summary>
    /// The node has broken off, or was silent: perhaps user or PIN was wrong. All phones of the address meet that at once when a node fails,
    /// so the address does not count it.
    /// </summary>
    public void FailedByNode(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            Fail(keys.Device);
            Fail(keys.User);
            GiveBack(keys.Address);
        }
    }

    /// <summary>
    /// Perhaps the user's home cluster was not there. Whoever shares the phone or has the name does not wait for that; where it came
    /// from is told by it all the same, because anybody may say that they have a home cluster.
    /// </summary>
    public void FailedPerhapsElsewhere(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            GiveBack(keys.Device);
            GiveBack(keys.User);
            Fail(keys.Address, isShared: true);
        }
    }

    /// <summary>User and PIN were right. The address keeps its failures: whoever guesses may have an account of their own.</summary>
    public void Succeeded(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            GiveBack(keys.Device, isForgiven: true);
            GiveBack(keys.User, isForgiven: true);
            GiveBack(keys.Address);
        }
    }

    /// <summary>It is known that user and PIN were not found to be wrong.</summary>
    public void EndedOtherwise(FailedLoginKeys keys)
    {
        lock (_lock)
        {
            GiveBack(keys.Device);
            GiveBack(keys.User);
            GiveBack(keys.Address);
        }
    }

    private TimeSpan Wait(ulong key, bool isShared = false)
    {
        ref readonly var entry = ref _table.Of(key);

        // Tenths add up to a little less than they should.
        var tries = (int)(Score(entry, isShared) + (entry.UnderWay * WeightOf(isShared)) + 0.001) - Options.FreeTries;
        if (key == 0 || entry.Key != key || tries < 0)
        {
            return default;
        }

        // While nobody knows how those under way will end, no time has gone by since. Of an address some always are.
        var delay = TimeSpan.FromSeconds(Math.Min(Options.InitialDelay.TotalSeconds * Math.Pow(2, Math.Min(tries, 30)), Options.MaxDelay.TotalSeconds));
        var wait = entry.UnderWay >= (isShared ? Math.Max(1, Options.AddressFactor) : 1) ? delay : delay - time.GetElapsedTime(entry.Last);
        return wait > default(TimeSpan) ? wait : default;
    }

    private void Reserve(ulong key)
    {
        if (key != 0)
        {
            ref var entry = ref _table.Of(key);
            entry = entry.Key == key ? entry with { UnderWay = entry.UnderWay + 1 } : new(key, 0, 1, time.GetTimestamp());
        }
    }

    private void Fail(ulong key, bool isShared = false)
    {
        if (key != 0)
        {
            ref var entry = ref _table.Of(key);
            var (score, underWay) = entry.Key == key ? (Score(entry, isShared), Math.Max(0, entry.UnderWay - 1)) : (0, 0);
            entry = new(key, score + WeightOf(isShared), underWay, time.GetTimestamp());
        }
    }

    private void GiveBack(ulong key, bool isForgiven = false)
    {
        ref var entry = ref _table.Of(key);
        if (key != 0 && entry.Key == key)
        {
            entry = entry with { Score = isForgiven ? 0 : entry.Score, UnderWay = Math.Max(0, entry.UnderWay - 1) };
        }
    }

    private double WeightOf(bool isShared) => isShared ? 1.0 / Math.Max(1, Options.AddressFactor) : 1;

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
    private ulong KeyOf(char kind, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return 0;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(kind + text.Trim().ToUpperInvariant()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash) | 1;
    }
}
