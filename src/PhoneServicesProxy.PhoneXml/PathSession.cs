namespace PhoneServicesProxy.PhoneXml;

/// <summary>The change of a session that a node writes into the path of a URL: <c>;jsessionid=ID</c>.</summary>
/// <param name="Text">The text after the id, or instead of the whole parameter.</param>
/// <param name="InPlace">True if it replaces the whole parameter, semicolon included.</param>
internal sealed record PathSession(string Text, bool InPlace = false)
{
    /// <summary>Removes the session from the URL.</summary>
    public static readonly PathSession None = new("", InPlace: true);

    /// <summary>The range that the text replaces.</summary>
    /// <param name="found">The parameter, from the semicolon to the end of the id.</param>
    public ByteRange PlaceIn(ByteRange found) => InPlace ? found : new(found.End, 0);
}
