using System.Text.RegularExpressions;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Sessions;

/// <summary>A phone that keeps the session's cookie, or none, and can go from one gateway to another.</summary>
internal sealed partial class SessionPhone
{
    /// <summary>Its Cookie header; null for none.</summary>
    public string? Cookies { get; set; }

    /// <summary>The URL of the page's first item.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The session that the node's page names: the node's own id.</summary>
    public string Session { get; private set; } = "";

    /// <summary>The cookies that the last answer set.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    /// <summary>The last answer's Refresh header.</summary>
    public string Refresh { get; private set; } = "";

    public bool KeepsCookies { get; set; } = true;

    public async Task<PhoneAnswer> PressAsync(Uri gateway, string pathAndQuery, HttpMethod? method = null)
    {
        using var phone = new Phone(gateway);
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, pathAndQuery);
        if (Cookies is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", Cookies);
        }

        var answer = await phone.SendAsync(request);
        Assert.StartsWith("CiscoIPPhone", answer.Root, StringComparison.Ordinal);
        Session = Title().Match(answer.Body).Groups[1].Value;
        Url = UrlOf().Match(answer.Body).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        Refresh = answer.Headers.TryGetValues("Refresh", out var refresh) ? refresh.Single() : "";
        if (KeepsCookies && SetCookies.FirstOrDefault(cookie => cookie.StartsWith("JSESSIONID=", StringComparison.Ordinal)) is { } session)
        {
            Cookies = session.Split(';')[0];
        }

        return answer;
    }

    /// <summary>Presses the page's first item, at whatever gateway.</summary>
    public Task<PhoneAnswer> FollowAsync(Uri gateway) =>
        PressAsync(gateway, Url.StartsWith('/') ? Url : new Uri(Url).PathAndQuery);

    [GeneratedRegex("<Title>([^<]*)</Title>")]
    private static partial Regex Title();

    [GeneratedRegex("<URL>([^<]*)</URL>")]
    private static partial Regex UrlOf();
}
