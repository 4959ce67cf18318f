namespace PhoneServicesProxy.PhoneXml;

/// <summary>What becomes of a session that a node writes into the path of a URL: <c>;jsessionid=ID</c>.</summary>
/// <param name="Text">What is written behind the id, or in the place of the whole.</param>
/// <param name="InPlace">Whether it takes the place of the whole, semicolon included.</param>
internal sealed record PathSession(string Text, bool InPlace = false)
{
    /// <summary>The URL begins no session.</summary>
    public static readonly PathSession None = new("", InPlace: true);

    /// <summary>Where the text goes.</summary>
    /// <param name="found">The parameter, from the semicolon to the end of the id.</param>
    public ByteRange PlaceIn(ByteRange found) => InPlace ? found : new(found.End, 0);
}
