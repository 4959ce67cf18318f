using System.Text;

namespace PhoneServicesProxy.Benchmarks.Presses;

/// <summary>A node without a socket that answers with a menu of about 1 KB, and never at once, as no real node does.</summary>
internal sealed class MenuNode : HttpMessageHandler
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <CiscoIPPhoneMenu>
        <Title>Services</Title>
        <Prompt>Select a service</Prompt>
        {string.Concat(Enumerable.Range(0, 6).Select(Item))}
        <SoftKeyItem><Name>Select</Name><URL>SoftKey:Select</URL><Position>1</Position></SoftKeyItem>
        <SoftKeyItem><Name>Exit</Name><URL>Init:Services</URL><Position>2</Position></SoftKeyItem>
        </CiscoIPPhoneMenu>

        """);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var answer = new HttpResponseMessage { Content = new ByteArrayContent(Page), RequestMessage = request };
        answer.Headers.TryAddWithoutValidation("Server", "nginx");
        answer.Headers.TryAddWithoutValidation("Date", "Mon, 30 Nov 2026 12:00:00 GMT");
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml;charset=utf-8");
        answer.Content.Headers.ContentLength = Page.Length;
        return answer;
    }

    private static string Item(int number) =>
        $"<MenuItem><Name>Service number {number}</Name><URL>http://10.1.1.{1 + (number % 3)}/emapp/EMAppServlet?device=SEP00077D000001&amp;loc={number}</URL></MenuItem>\n";
}
