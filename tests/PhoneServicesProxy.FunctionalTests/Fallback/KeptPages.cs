using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Fallback;

/// <summary>What a gateway has kept; a page is, a moment after the phone has got it.</summary>
internal static class KeptPages
{
    public static Task AreAsync(TestGateway gateway, int pages) => Eventually.IsAsync(() => Of(gateway).Count == pages);

    public static PageMemory Of(TestGateway gateway) => gateway.Get<PageMemory>();
}
