using System.Net;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>A node must take a probe for a request of a phone.</summary>
public sealed class PhoneProbeRequestFactoryTests
{
    [Theory]
    [InlineData("http://a/", null, "/menu", "?name=x", "http://a/menu?name=x")]
    [InlineData("http://a:8080/ccmcip", null, "/menu", null, "http://a:8080/ccmcip/menu")]
    [InlineData("http://a/", "http://a:9000/", "/menu", "", "http://a:9000/menu")]
    [InlineData("http://a/", "", "/menu", null, "http://a/menu")]
    [InlineData("http://a/", null, null, null, "http://a/")]
    public void CreateRequest_Address_IsThatOfTheProbe(string address, string? health, string? path, string? query, string expected)
    {
        using var request = Create(new ClusterConfig { HealthCheck = new() { Active = new() { Path = path, Query = query } } }, new DestinationConfig { Address = address, Health = health });

        Assert.Equal((HttpMethod.Get, expected), (request.Method, request.RequestUri!.AbsoluteUri));
    }

    [Fact]
    public void CreateRequest_ServiceWithoutProbeSettings_AsksForTheRoot()
    {
        using var request = Create(new ClusterConfig(), new DestinationConfig { Address = "http://a/" });

        Assert.Equal("http://a/", request.RequestUri!.AbsoluteUri);
    }

    [Fact]
    public void CreateRequest_Headers_AreThoseOfAPhone()
    {
        using var request = Create(new ClusterConfig(), new DestinationConfig { Address = "http://a/" });

        Assert.Equal("PhoneServicesProxy-Probe", request.Headers.NonValidated["User-Agent"].ToString());
        Assert.Equal("x-CiscoIPPhone/*, text/*", request.Headers.NonValidated["Accept"].ToString());
        Assert.Null(request.Headers.Host);
    }

    [Theory]
    [InlineData("services.example.com", "services.example.com")]
    [InlineData("", null)]
    public void CreateRequest_HostOfTheNode_IsAskedFor(string host, string? expected)
    {
        using var request = Create(new ClusterConfig(), new DestinationConfig { Address = "http://a/", Host = host });

        Assert.Equal(expected, request.Headers.Host);
    }

    [Fact]
    public void CreateRequest_Version_IsThatOfTheService()
    {
        using var request = Create(
            new ClusterConfig { HttpRequest = new ForwarderRequestConfig { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact } },
            new DestinationConfig { Address = "http://a/" });
        using var other = Create(new ClusterConfig(), new DestinationConfig { Address = "http://a/" });

        Assert.Equal((HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact), (request.Version, request.VersionPolicy));
        Assert.Equal((HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower), (other.Version, other.VersionPolicy));
    }

    private static HttpRequestMessage Create(ClusterConfig cluster, DestinationConfig destination)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        return new PhoneProbeRequestFactory().CreateRequest(new ClusterModel(cluster, client), new DestinationModel(destination));
    }
}
