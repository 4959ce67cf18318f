using System.Globalization;

namespace CallManagerSimulator.Database;

/// <summary>The data that all nodes of a cluster share: users, their PINs, logged-in users, and executed requests.</summary>
internal sealed class ClusterDatabase(int users, TimeProvider clock)
{
    public const string DefaultPin = "12345";
    private const int MaxLogins = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _changedPins = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _userByDevice = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _deviceByUser = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string, string), int> _sequences = [];
    private readonly List<ExecutedLogin> _logins = [];
    private long _loginCount;

    public IReadOnlyList<ExecutedLogin> ExecutedLogins
    {
        get
        {
            lock (_lock)
            {
                return [.. _logins];
            }
        }
    }

    public string? UserOn(string device)
    {
        lock (_lock)
        {
            return _userByDevice.GetValueOrDefault(device);
        }
    }

    /// <summary>Password and PIN are the same here.</summary>
    public bool Accepts(string user, string pin)
    {
        lock (_lock)
        {
            return Exists(user) && pin == _changedPins.GetValueOrDefault(user, DefaultPin);
        }
    }

    public ExecutedLogin Login(string node, string device, string user, string pin)
    {
        lock (_lock)
        {
            var result = TryLogin(device, user, pin);
            // An unknown user id may be a real person's, so it is not kept.
            var name = Exists(user) ? user.ToLowerInvariant() : "unknown";
            var key = (device.ToUpperInvariant(), name);
            var sequence = _sequences[key] = _sequences.GetValueOrDefault(key) + 1;
            var login = new ExecutedLogin(++_loginCount, clock.GetUtcNow(), node, device, name, sequence, result);
            if (_logins.Count < MaxLogins)
            {
                _logins.Add(login);
            }

            return login;
        }
    }

    public int Logout(string device)
    {
        lock (_lock)
        {
            if (!_userByDevice.Remove(device, out var user))
            {
                return EmCode.NobodyLoggedIn;
            }

            _deviceByUser.Remove(user);
            return EmCode.Success;
        }
    }

    public bool ChangePin(string user, string pin, string newPin)
    {
        lock (_lock)
        {
            if (!Accepts(user, pin))
            {
                return false;
            }

            _changedPins[user] = newPin;
            return true;
        }
    }

    /// <summary>Forgets executed requests. Users stay logged in.</summary>
    public void ResetLog()
    {
        lock (_lock)
        {
            _logins.Clear();
            _sequences.Clear();
        }
    }

    private int TryLogin(string device, string user, string pin)
    {
        if (user.Length == 0 || pin.Length == 0)
        {
            return EmCode.BlankUserOrPin;
        }

        if (!Accepts(user, pin))
        {
            return EmCode.WrongUserOrPin;
        }

        if (_userByDevice.ContainsKey(device))
        {
            return EmCode.AnotherUserLoggedIn;
        }

        if (!_deviceByUser.TryAdd(user, device))
        {
            return EmCode.LoggedInElsewhere;
        }

        _userByDevice[device] = user;
        return EmCode.Success;
    }

    private bool Exists(string user) =>
        user.StartsWith("user", StringComparison.OrdinalIgnoreCase)
        && user.Length > 4 && user[4] != '0'
        && int.TryParse(user.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= users;
}
