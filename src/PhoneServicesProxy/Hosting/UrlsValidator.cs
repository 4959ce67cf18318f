using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Hosting;

/// <summary>Checks the addresses for phones. Kestrel would report a wrong one only at the start, and would take some for other addresses.</summary>
internal sealed partial class UrlsValidator(IConfiguration root, ErrorList errors)
{
    /// <summary>The values of Kestrel's <c>Protocols</c> with which a phone can speak.</summary>
    public static readonly string[] HttpOfPhones = ["Http1", "Http1AndHttp2", "Http1AndHttp2AndHttp3"];

    private static readonly string[] ReadByKestrel = ["Certificates", "Endpoints", "EndpointDefaults"];

    private const string Key = "Urls";
    private const int DefaultPort = 9901;
    private const string Example = "\"http://*:8080\"";
    private const string Management = SettingKeys.ManagementUrl;

    public void Validate()
    {
        ValidateFramework();
        var section = root.GetSection(Key);
        if (section.GetChildren().Select(child => child.Value).OfType<string>().ToArray() is { Length: > 0 } list)
        {
            Add(Key, $"holds several values. Write one text, with semicolons between the addresses: \"{string.Join(';', list)}\".");
            return;
        }

        var urls = (section.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
        {
            Add(Key, $"is empty. Write where phones come in, such as {Example}.");
            return;
        }

        var phones = urls.Select(url => Read(Key, url)).OfType<BindingAddress>().ToArray();
        foreach (var (index, address) in phones.Index())
        {
            if (phones.Take(index).FirstOrDefault(other => Collide(address, other)) is { } same)
            {
                Add(Key, $"is \"{section.Value}\", where {Text(address)} and {Text(same)} are the same port of the same address. Remove one of the two, or write another port.");
            }
        }

        CheckManagement(phones);
    }

    /// <summary>Checks the framework's settings for the same purpose.</summary>
    private void ValidateFramework()
    {
        if (root["AllowedHosts"] is { Length: > 0 } hosts && hosts != "*")
        {
            Add("AllowedHosts", $"is \"{hosts}\". Remove it: many phones call the gateway by its address, even if they were given a name, and would be refused.");
        }

        foreach (var (key, path) in root.GetSection("Kestrel:Certificates").AsEnumerable().Where(pair => pair.Key.EndsWith("Path", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(pair.Value)))
        {
            if (FileKind.FaultOf(path!) is { } fault)
            {
                Add(key, $"is \"{path}\", which {fault}. Write the path of a PEM file.");
            }
        }

        var kestrel = root.GetSection("Kestrel");
        if (!string.IsNullOrEmpty(kestrel.Value))
        {
            Add(kestrel.Path, $"is \"{kestrel.Value}\". Remove it: where phones come in is written at Urls, such as {Example}.");
        }

        foreach (var unread in kestrel.GetChildren().Where(child => !ReadByKestrel.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            Add(unread.Path, "has no effect. Remove it: limits of connections and requests are written at PhoneServices:Limits.");
        }

        if (root.GetSection("Kestrel:EndpointDefaults:Protocols") is { Value: { Length: > 0 } protocols } defaults && !HttpOfPhones.Contains(protocols, StringComparer.OrdinalIgnoreCase))
        {
            Add(defaults.Path, $"is \"{protocols}\". Phones speak HTTP/1.1: write {string.Join(" or ", HttpOfPhones)}, or remove it.");
        }

        if (root.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            Add("Kestrel:Endpoints", $"would be served in place of Urls. Remove it, and write where phones come in at Urls, such as {Example}.");
        }
    }

    private void CheckManagement(IEnumerable<BindingAddress> phones)
    {
        // Other errors of this setting are reported with the management settings.
        if (root[Management] is not { Length: > 0 } url || ManagementUrl.Parse(url) is null || Read(Management, url) is not { } management)
        {
            return;
        }

        if (phones.FirstOrDefault(address => Collide(address, management)) is { } same)
        {
            // The error names the setting that the site wrote, because that is the one to change.
            var free = management.Port == DefaultPort ? DefaultPort + 1 : DefaultPort;
            Add(errors.Sources.IsOfSite(Management) ? Management : Key, errors.Sources.IsOfSite(Management)
                ? $"is \"{url}\", where phones come in (Urls has {Text(same)}). Write another port, such as \"http://127.0.0.1:{free}\"."
                : $"has {Text(same)}, where the management endpoint is ({Management} is \"{url}\"). Write another port here or there.");
        }
    }

    /// <summary>Returns null for a wrong address, which is then among the errors.</summary>
    private BindingAddress? Read(string key, string url)
    {
        if (Fault(url) is { } fault)
        {
            Add(key, $"is \"{url}\"{fault}");
            return null;
        }

        var address = BindingAddress.Parse(url);
        if (!address.IsUnixPipe && IPAddress.TryParse(address.Host, out var ip) && !IsHere(ip, address.Port))
        {
            Add(key, $"is \"{url}\", but this machine does not have the address {ip}. Write one that it has (ip address), or \"{address.Scheme}://*:{address.Port}\" for all of them.");
            return null;
        }

        return address;
    }

    /// <summary>Returns the problem and the remedy; null if there is none.</summary>
    private static string? Fault(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? url[..end].ToLowerInvariant() : null;
        if (url.Contains(',', StringComparison.Ordinal) || (scheme is not null && url.IndexOf("://", scheme.Length + 3, StringComparison.Ordinal) > 0))
        {
            return ". Write semicolons between addresses: \"http://*:8080;http://*:8081\".";
        }

        if (url.Any(char.IsControl))
        {
            return $", which holds a control character. Write scheme, host and port, such as {Example}.";
        }

        if (url.Contains('\\', StringComparison.Ordinal))
        {
            return $". Write slashes: \"{Backslashes().Replace(url, "//")}\".";
        }

        if (scheme is null)
        {
            return $". Write scheme, host and port, such as \"http://{(url.All(char.IsAsciiDigit) ? "*:" : "")}{url.TrimStart('/')}\".";
        }

        if (scheme is not ("http" or "https"))
        {
            return $", whose scheme phones do not speak. Write http or https, such as {Example}.";
        }

        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $". Write scheme, host and port, such as {Example}.";
        }

        return address.IsUnixPipe ? FaultOfPipe(address.UnixPipePath) : FaultOfHost(url, scheme, address);
    }

    [GeneratedRegex(@"\\+/*")]
    private static partial Regex Backslashes();

    private static string? FaultOfPipe(string path) =>
        Directory.Exists(path) ? $", but {path} is a folder. Write the path of a socket in it."
        : Directory.Exists(Path.GetDirectoryName(path)) ? null
        : $", but there is no folder {Path.GetDirectoryName(path)}. Write a path in an existing one.";

    private static string? FaultOfHost(string url, string scheme, BindingAddress address)
    {
        var authority = url[(scheme.Length + 3)..];
        var host = authority.StartsWith('[') ? authority[..(authority.IndexOf(']', StringComparison.Ordinal) + 1)] : authority.Split('/', ':')[0];
        var port = authority[host.Length..].TrimEnd('/');
        return authority.IndexOfAny([' ', '\t', '?', '#', '@']) >= 0 || (port.Contains('/', StringComparison.Ordinal) && port.Split('/')[0] is var number && IsPort(number))
                ? $". Write scheme, host and port and nothing else, such as {Example}."
            : authority.Count(character => character == ':') > 1 && !authority.StartsWith('[') ? $". Write an IPv6 address in brackets, such as \"{scheme}://[::]:8080\"."
            : authority.StartsWith('[') && (host.Length == 0 || !IPAddress.TryParse(host.Trim('[', ']'), out _)) ? $", whose address in brackets is not an IPv6 address. Write one such as \"{scheme}://[::]:8080\"."
            : host.Length == 0 ? $". Write a host, too: * for every address of the machine, such as {Example}."
            : !IsPort(port) ? $", whose port is not valid. Write a number from 1 to 65535, such as {Example}."
            : Ipv4Text.IsMeant(host) && !Ipv4Text.IsAddress(host) ? ", whose address is not valid. Write four numbers from 0 to 255 with dots between them, or * for every address of the machine."
            : address.Port == 0 && host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? $". Write a port, such as {Example}."
            : null;
    }

    private static bool IsPort(string text) => text.Length == 0 || (text[0] == ':' && ushort.TryParse(text.AsSpan(1), out _) && char.IsAsciiDigit(text[1]));

    /// <summary>
    /// True if this machine has the address, or systemd has already opened a socket for it, as for an address that moves between two machines.
    /// </summary>
    private static bool IsHere(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port && listener.Address.Equals(address));
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>True if both use the same port. A port of 0 is a free one each time, so it never collides.</summary>
    private static bool Collide(BindingAddress a, BindingAddress b) =>
        a.IsUnixPipe || b.IsUnixPipe ? a.IsUnixPipe && b.IsUnixPipe && a.UnixPipePath == b.UnixPipePath
        : a.Port == b.Port && a.Port != 0 && (IsAny(a.Host) || IsAny(b.Host) || Plain(a.Host).Equals(Plain(b.Host)));

    /// <summary>The server binds all addresses for a host that is no address.</summary>
    private static bool IsAny(string host) =>
        !host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && (!IPAddress.TryParse(host, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static IPAddress Plain(string host) =>
        !IPAddress.TryParse(host, out var address) ? IPAddress.Loopback
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.Equals(IPAddress.IPv6Loopback) ? IPAddress.Loopback
        : address;

    private static string Text(BindingAddress address) => $"\"{(address.IsUnixPipe ? $"{address.Scheme}://{address.Host}" : address.ToString())}\"";

    private void Add(string key, string message) => errors.Add(key, message);
}
