using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Counts failed logins and decides who has to wait. A login counts as failed from its start until its result is known.
/// So sending many at the same moment, or hanging up before the answer, does not avoid the count.
/// </summary>
internal sealed class FailedLogins(CurrentConfiguration current, TimeProvider time)
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly FailureTable _table = new();
    private readonly Lock _lock = new();

    private FailedLoginOptions Options => current.Options.Get<SecurityOptions>().FailedLogins;

    /// <param name="device">The device's name from the request; a missing one is not counted.</param>
    /// <param name="user">The user id from the request; a missing one is not counted.</param>
    /// <param name="address">The client's address; null if many phones share it.</param>
    public FailedLoginKeys KeysOf(string? device, string? user, IPAddress? address) => new(
        KeyOf('d', device), KeyOf('u', user), address is null || Options.AddressFactor == 0 ? 0 : KeyOf('a', ClientPrefix.Of(address).ToString()));

    /// <summary>Returns how long the login has to wait. If it need not wait, it has begun, and <see cref="End"/> must be called.</summary>
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

    /// <summary>Ends a login that has begun. If it counts as failed, the waiting begins now.</summary>
    public void End(FailedLoginKeys keys, LoginResult result)
    {
        lock (_lock)
        {
            End(keys.Device);
            End(keys.User);
            if (result is LoginResult.Failed or LoginResult.FailedPerhapsElsewhere)
            {
                Fail(keys.Address, isShared: true);
            }
            else
            {
                GiveBack(keys.Address);
            }
        }

        void End(ulong key)
        {
            if (result is LoginResult.Failed or LoginResult.FailedByNode)
            {
                Fail(key);
            }
            else
            {
                GiveBack(key, isForgiven: result == LoginResult.Succeeded);
            }
        }
    }

    private TimeSpan Wait(ulong key, bool isShared = false)
    {
        ref readonly var entry = ref _table.Of(key);

        // Sums of fractions come out slightly too low, so a small value is added before rounding down.
        var tries = (int)(Score(entry, isShared) + (entry.UnderWay * WeightOf(isShared)) + 0.001) - Options.FreeTries;
        if (key == 0 || entry.Key != key || tries < 0)
        {
            return default;
        }

        // While the result of a login under way is unknown, the wait has not started to run down. A shared address always has some logins under way.
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
    /// The failures that are not yet forgotten. For a device or user one is forgotten after each whole <c>ForgetAfter</c> without a new failure,
    /// so slow, steady guessing does not avoid the count. For a shared address they fade continuously, because some of many phones always fail.
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

    /// <summary>CallManager ignores case and surrounding blanks in a user id, so they must not make a different key here.</summary>
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

/// <summary>The keys under which one login is counted. They are hashes, never the values themselves; 0 means not counted.</summary>
/// <param name="Device">The device's key.</param>
/// <param name="User">The user's key.</param>
/// <param name="Address">The client address's key.</param>
internal readonly record struct FailedLoginKeys(ulong Device, ulong User, ulong Address);

/// <summary>What is known of a login's user and PIN when it has ended.</summary>
internal enum LoginResult
{
    /// <summary>The node did not report a wrong user or PIN.</summary>
    EndedOtherwise,

    /// <summary>They were right. The address keeps its failures, because an attacker may also have an account.</summary>
    Succeeded,

    /// <summary>They were wrong, or the result is unknown.</summary>
    Failed,

    /// <summary>
    /// The node broke off its answer or sent none, so they may have been wrong. The address does not count it,
    /// because a failing node affects all phones of an address at once.
    /// </summary>
    FailedByNode,

    /// <summary>
    /// The user's home cluster may have been unreachable. Device and user do not have to wait for that.
    /// The address counts it, because anybody may claim to have a home cluster.
    /// </summary>
    FailedPerhapsElsewhere,
}
