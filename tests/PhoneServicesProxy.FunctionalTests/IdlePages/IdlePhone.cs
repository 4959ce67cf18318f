using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.IdlePages;

/// <summary>An 8841 whose idle timer has run out.</summary>
internal static class IdlePhone
{
    public const string Path = "/ccmcip/idle.jsp";

    public static string Request(
        string path = Path, string language = "en_US", string display = "559, 265, 24, C", string host = "10.1.1.9:8080", string header = "") => $"""
        GET {path} HTTP/1.1
        Host: {host}
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*
        Accept-Language: {language}
        Accept-Charset: utf-8,;q=0.8
        x-CiscoIPPhoneModelName: CP-8841
        x-CiscoIPPhoneSDKVersion: 8.5.1
        x-CiscoIPPhoneDisplay: {display}
        {header}{(header.Length > 0 ? "\n" : "")}

        """;

    public static async Task<RawAnswer> AskAsync(TestGateway gateway, string request)
    {
        await using var phone = await PhoneConnection.OpenAsync(gateway.Address);
        return await phone.AskAsync(request);
    }

    /// <summary>So many phones at the same moment, each on a connection of its own.</summary>
    public static Task<RawAnswer>[] AskAll(TestGateway gateway, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => AskAsync(gateway, Request()))];
}
