using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class JsonFileTests
{
    private static readonly string[] FrameworkWords = ["JSON payload", "isFinalBlock", "JSON tokens", "invalid start", "Expected", "0x", "depth", "BytePosition", "LineNumber", "element"];

    [Theory]
    [InlineData("", "it is empty. Write an object with braces")]
    [InlineData("\n \n", "it is empty")]
    [InlineData("// nothing\n", "it is empty")]
    [InlineData("Urls: http://*:8080\n", "line 1: \"Urls: http://*:8080\" is not JSON. Write an object with braces")]
    [InlineData("<a/>", "line 1: \"<a/>\" is not JSON")]
    [InlineData("[ 1 ]", "line 1: a list begins. Write an object around all")]
    [InlineData("null", "is not JSON")]
    [InlineData("{\n \"A\": 1\n # x\n}", "line 3: a comment begins with #. Write //")]
    [InlineData("{\n \"A\": 1,\n # x\n}", "line 3: a comment begins with #. Write //")]
    [InlineData("{\n \"A\": [ 1 # x\n] }", "line 2: a comment begins with #. Write //")]
    [InlineData("# x\n{ }", "line 1: a comment begins with #. Write //")]
    [InlineData("{\n  \u201cUrls\u201d: 1 }", "line 2: there is the quote \u201c, as word processors write")]
    [InlineData("{\n  \"Urls\": \u201chttp\u201d }", "line 2: there is the quote \u201c")]
    [InlineData("{\u00a0\"Urls\": 1 }", "(U+00A0)")]
    [InlineData("{\n \"Urls\": \"a\tb\" }", "line 2: a tab stands inside quotes. Write a blank, or \\t.")]
    [InlineData("{\n \"Urls\": \"a\n }", "line 2: the quotes that open before \"a\" are not closed on the same line.")]
    [InlineData("{ \"Path\": \"C:\\certs\" }", "line 1: a backslash stands inside quotes. Write two of them")]
    [InlineData("{\n \"A\": 1\n \"B\": 2\n}", "line 2: a comma is missing at the end, before \"B: 2\".")]
    [InlineData("{\n \"A\": {\n }\n \"B\": 2\n}", "line 3: a comma is missing at the end")]
    [InlineData("{\n \"A\": [\n 1\n 2 ] }", "line 3: a comma is missing at the end")]
    [InlineData("{\n \"A\": {\n  \"B\": 1\n}\n", "line 1: the { that opens here is never closed. Write the missing }.")]
    [InlineData("{ \"A\": [ 1 }", "line 1: } closes what [ opened at line 1. Write ] there")]
    [InlineData("{ }\n}", "line 2: there is one } too many. Remove it.")]
    [InlineData("{ } x", "line 1: \"x\" comes after the last brace")]
    [InlineData("{ Urls: 1 }", "a key is not in quotes, at \"Urls: 1 }\"")]
    [InlineData("{ 'Urls': 1 }", "there are single quotes. Write double ones")]
    [InlineData("{ \"Urls\": 'x' }", "there are single quotes. Write double ones")]
    [InlineData("{ \"Urls\" 1 }", "a colon is missing")]
    [InlineData("{ \"Urls\" = 1 }", "a colon is missing")]
    [InlineData("{ \"Urls\": }", "a value is missing after the colon")]
    [InlineData("{ \"Urls\":", "the file ends in the middle of an entry")]
    [InlineData("{ \"A\": True }", "\"True\" is no value. Write true, in small letters.")]
    [InlineData("{ \"A\": 08 }", "is no value. Write text in quotes, a number such as 8 or 0.5")]
    [InlineData("{ \"A\": +8 }", "is no value")]
    [InlineData("{ , \"A\": 8 }", "a comma without an entry before it")]
    [InlineData("{ /* \n \"A\": 8 }", "the comment that begins with /* is never closed")]
    public void Check_Mistake_IsToldInPlainWords(string text, string words)
    {
        var fault = Assert.Single(JsonFile.Check(System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.True(fault.SpoilsFile);
        Assert.DoesNotContain(FrameworkWords, word => fault.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_NotUtf8_SaysSo()
    {
        Assert.Contains("UTF-8", Assert.Single(JsonFile.Check([(byte)'{', 0xFC, (byte)'}'])).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.Single(JsonFile.Check(System.Text.Encoding.Unicode.GetBytes("{ }"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"A\": {},\n \"a\": 2 }", "a", "at lines 1 and 2")]
    [InlineData("{ \"A\": [],\n \"a\": {} }", "a", "at lines 1 and 2")]
    [InlineData("{ \"A\": 1,\n \"a\": 2 }", "a", "at lines 1 and 2")]
    [InlineData("{ \"A\": { \"b\": 1 },\n\n \"A\": { \"B\": 2 } }", "A:B", "at lines 1 and 3")]
    [InlineData("{ \"A:b\": 1, \"A\": { \"b\": 2 } }", "A:b", "Remove one of the two")]
    public void Check_KeyTwice_NamesBothLines(string text, string key, string words)
    {
        var fault = Assert.Single(JsonFile.Check(System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Equal(key, fault.Key);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Urls\": \"http://*:8080\", \"urls\": {},")]
    [InlineData("\"Urls\": [], \"Urls\": \"http://*:8080\",")]
    [InlineData("\"Urls\": null, \"Urls\": \"http://*:8080\",")]
    public async Task LoadAsync_KeyTwice_SaysAllOtherErrorsToo(string twice)
    {
        var errors = await WrongSite.ErrorsAsync($$"""
            // Sections may be written twice, values may not.
            {
              {{twice}}
              "PhoneServices": {
                "Nodes": { {{WrongSite.Publisher}}, "sub": { "Address": "http://10.1.1.2/", "Weight": 1, "weight": 2, "Wight": 3 } },
                "Texts": [],
                "Security": { "AllowedNetworks": [ "10.1.0.0/33", "10.2.0.0/16", ] },
              },
              "phoneservices": { "Nodes": { "third": { } } },
            }
            """);

        Assert.Collection(
            errors.Order(StringComparer.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Nodes:sub:Wight: is not a known key", error, StringComparison.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Nodes:sub:weight: stands there twice", error, StringComparison.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Nodes:third:Address: is missing", error, StringComparison.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Security:AllowedNetworks: holds \"10.1.0.0/33\"", error, StringComparison.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Texts: is a list", error, StringComparison.Ordinal),
            error => Assert.Matches("^site.json: [Uu]rls: stands there twice", error));
    }

    [Theory]
    [InlineData("""{ "PhoneServices": { "Nodes": [ { "Address": "http://10.1.1.1/" } ] } }""", "PhoneServices:Nodes")]
    [InlineData("""{ "PhoneServices": { "Nodes": [ "http://10.1.1.1/", "http://10.1.1.2/" ] } }""", "PhoneServices:Nodes")]
    [InlineData("""{ "reverseproxy": { "routes": [ { "RouteId": "x" } ] } }""", "reverseproxy:routes")]
    public void Check_ListInPlaceOfNames_IsNamed(string text, string key)
    {
        var fault = Assert.Single(JsonFile.Check(System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Equal(key, fault.Key);
        Assert.Contains("is a list. Write an object with a name before each entry", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFF{ }")]
    [InlineData("// first\n{ \"A\": [ 1, 2, ], /* x */ \"b\": \"\\u00e4\\n\\\\\", }\n// last")]
    public void Check_GoodFile_IsSilent(string text) => Assert.Empty(JsonFile.Check(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task LoadAsync_Folder_SaysSo()
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([Path.GetTempPath()], [])).LoadAsync();

        Assert.Contains("is a folder. Write the path of a file", Assert.Single(loaded.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ListOfNodes_SaysThatAlone() => WrongSite.AssertOne(
        await WrongSite.ErrorsAsync("""{ "PhoneServices": { "Nodes": [ { "Adress": "http://10.1.1.1/" } ] } }"""), "PhoneServices:Nodes", "is a list");
}
