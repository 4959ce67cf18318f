using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>What a phone got.</summary>
internal sealed record PhoneAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Body)
{
    /// <summary>The root of the page; fails where it is not XML.</summary>
    public string Root => XDocument.Parse(Body).Root!.Name.LocalName;

    public string? Text(string element) => XDocument.Parse(Body).Root!.Element(element)?.Value;
}
