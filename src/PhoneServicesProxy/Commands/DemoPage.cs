using System.Text.Encodings.Web;
using PhoneServicesProxy.Management.Server;

namespace PhoneServicesProxy.Commands;

/// <summary>The page that a browser gets at the demo's address for phones. A real gateway has no page there, but newcomers look there first.</summary>
internal static class DemoPage
{
    private const string Menu = "/CCMCIP/getservicesmenu.asp?name=SEP001122334455";

    /// <summary>Must be used before the middleware that refuses unknown paths.</summary>
    public static void Use(WebApplication gateway) => gateway.Use((context, next) =>
        context.Request.Path == "/" && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            ? Results.Content(Page(gateway.Services.GetRequiredService<ManagementServer>().Address), "text/html; charset=utf-8").ExecuteAsync(context)
            : next(context));

    private static string Page(Uri? management) => $$"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>PhoneServicesProxy demo</title>
        <style>:root { color-scheme: light dark } body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style></head>
        <body>
        <h1>PhoneServicesProxy demo</h1>
        <p>Cisco IP phones get their services at this address. Here it is in front of three embedded CallManager nodes. Phones get pages such as
        <a href="{{Menu}}">the Services menu</a>. Only the demo has the page that you see now.</p>
        <p>The terminal of the demo shows what to try: kill a node, and press again.
        <a href="{{HtmlEncoder.Default.Encode($"{management}")}}">The status page</a> shows how the nodes are.</p>
        </body>
        </html>

        """;
}
