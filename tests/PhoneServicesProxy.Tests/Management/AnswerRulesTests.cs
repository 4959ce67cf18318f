using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Management;

namespace PhoneServicesProxy.Tests.Management;

public sealed class AnswerRulesTests
{
    /// <summary>Kestrel's own answer to an exception would have no headers.</summary>
    [Theory]
    [InlineData(false, 500)]
    [InlineData(true, 413)]
    public async Task Invoke_Exception_IsAnAnswerWithAllHeaders(bool isBadRequest, int expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(TimeProvider.System);
        using var log = new FakeLoggerProvider();
        builder.Logging.AddProvider(log);
        await using var app = builder.Build();
        app.UseMiddleware<AnswerRules>();
        app.Run(_ => throw (isBadRequest ? new BadHttpRequestException("secret", 413) : new InvalidOperationException("secret")));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(app.Urls.First()), TestContext.Current.CancellationToken);

        Assert.Equal(expected, (int)answer.StatusCode);
        Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // A status page asks again each second.
        (await client.GetAsync(new Uri(app.Urls.First()), TestContext.Current.CancellationToken)).Dispose();
        Assert.Equal(
            "A request to the management endpoint failed. Failures since the last such message: 1.",
            Assert.Single(log.Collector.GetSnapshot(), line => line.Id.Name == "ManagementFailed").Message);
    }
}
