using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class RestartSettingsTests
{
    private static readonly RestartSettings Sut = new(GatewaySite.Shape);

    /// <summary>Sections whose settings are read each time that they are needed. A new section or setting is in neither list: find out when it is read.</summary>
    private static readonly string[] ReadEachTime =
    [
        "AnswerHeaders:", "Audit:", "Discovery:", "FailoverPolicies:", "Health:", "IdlePage:", "LastGoodPage:Enabled", "LastGoodPage:MaxAge",
        "Limits:MaxConcurrentConnections", "Limits:MaxConnectionsPerClient", "LoadShedding:", "Management:ApiKey", "Management:AuditLog:MaxFile",
        "Management:Certificate:", "Management:Keys:", "Nodes:",
        "PageNumbers:", "Pools:", "PublicBaseAddress:", "Queue:", "Security:", "Shutdown:Notice", "Texts:", "Tls:",
    ];

    [Fact]
    public void EverySetting_IsKnownToNeedARestartOrNot()
    {
        var keys = KeysOf(typeof(PhoneServicesOptions), "").ToArray();
        Assert.InRange(keys.Length, 60, 500);

        Assert.DoesNotContain(keys, key => Sut.Contains($"PhoneServices:{key}") == ReadEachTime.Any(known => key.StartsWith(known, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Urls", "http://*:80", "http://*:80")]
    [InlineData("urls", "http://*:80", "http://*:80")]
    [InlineData("PhoneServices:Management:Url", "", "")]
    [InlineData("PhoneServices:Limits:KeepAliveTimeout", "00:01:00", "00:01:00")]
    [InlineData("PhoneServices:Limits:MaxRequestBodySize", "2048", "2048")]
    [InlineData("PhoneServices:LastGoodPage:Redis", "host,password=x", "(not shown)")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317", "(not shown)")]
    public void Changed_SettingOfTheStart_IsToldWithItsValueWhereThatIsNoSecret(string key, string value, string shown)
    {
        var (_, told) = Assert.Single(Sut.Changed(With(), With((key, value))));
        Assert.Equal($"is now \"{shown}\"", told);

        Assert.Equal("is no longer set", Assert.Single(Sut.Changed(With((key, value)), With())).Change);
        Assert.Empty(Sut.Changed(With((key, value)), With((key, value))));
    }

    [Theory]
    [InlineData("PhoneServices:Limits:MaxConnectionsPerClient")]
    [InlineData("PhoneServices:Health:Fall")]
    public void Changed_SettingThatIsReadEachTime_IsNotTold(string key) => Assert.Empty(Sut.Changed(With(), With((key, "7"))));

    private static IConfiguration With(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();

    private static IEnumerable<string> KeysOf(Type type, string prefix)
    {
        foreach (var property in type.GetProperties())
        {
            var nested = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[^1] : property.PropertyType;
            nested = nested.IsGenericType && nested.GetGenericArguments() is [.., var value] ? value : nested;
            var isSection = nested.Namespace?.StartsWith("PhoneServicesProxy", StringComparison.Ordinal) == true && nested.IsClass;
            var isMap = property.PropertyType != nested && isSection;
            foreach (var key in isSection ? KeysOf(nested, $"{prefix}{property.Name}:{(isMap ? "*:" : "")}") : [$"{prefix}{property.Name}"])
            {
                yield return key;
            }
        }
    }
}
