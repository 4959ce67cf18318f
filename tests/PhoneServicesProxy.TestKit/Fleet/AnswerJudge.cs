using System.Xml;

namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>Decides whether a phone could have shown an answer as the page that it asked for.</summary>
internal static class AnswerJudge
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit };

    public static PressOutcome Judge(PhoneAnswer answer, string expectedRoot)
    {
        if (answer.Status != 200)
            return PressOutcome.WrongStatus;

        if (!answer.Complete)
            return PressOutcome.Incomplete;

        var mediaType = answer.ContentType?.Split(';')[0].Trim();
        if (!string.Equals(mediaType, "text/xml", StringComparison.OrdinalIgnoreCase))
            return PressOutcome.WrongContentType;

        return RootOf(answer.Body) switch
        {
            null => PressOutcome.Malformed,
            var root when root == expectedRoot => PressOutcome.Good,
            _ => PressOutcome.WrongRoot,
        };
    }

    private static string? RootOf(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Settings);
            reader.MoveToContent();
            var root = reader.LocalName;
            while (reader.Read())
            {
                // Reads to the end, because only the last byte shows that a page was cut short.
            }

            return root;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
