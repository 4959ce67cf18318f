using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class JsonFileTests
{
    private static readonly string[] FrameworkWords = ["JSON payload", "isFinalBlock", "JSON tokens", "invalid start", "Expected", "0x", "depth", "BytePosition", "LineNumber", "element"];

    public static TheoryData<string> Mistakes =>
    [
        "",
        "\n \n",
        "// nothing\n",
        "Urls: http://*:8080\n",
        "<a/>",
        "[ 1 ]",
        "null",
        "# x\n{ }",
        "{\n \"A\": 1\n # x\n}",
        "{\n \"A\": 1,\n # x\n}",
        "{\n \"A\": [ 1 # x\n] }",
        "{\n  \u201cUrls\u201d: 1 }",
        "{\n  \"Urls\": \u201chttp\u201d }",
        "{\u00a0\"Urls\": 1 }",
        "{\n \"Urls\": \"a\tb\" }",
        "{\n \"Urls\": \"a\n }",
        "{ \"Path\": \"C:\\certs\" }",
        "{\n \"A\": 1\n \"B\": 2\n}",
        "{\n \"A\": {\n }\n \"B\": 2\n}",
        "{\n \"A\": [\n 1\n 2 ] }",
        "{\n \"A\": {\n  \"B\": 1\n}\n",
        "{ \"A\": [ 1 }",
        "{ }\n}",
        "{ } x",
        "{ Urls: 1 }",
        "{ 'Urls': 1 }",
        "{ \"Urls\": 'x' }",
        "{ \"Urls\" 1 }",
        "{ \"Urls\" = 1 }",
        "{ \"Urls\": }",
        "{ \"Urls\":",
        "{ \"A\": True }",
        "{ \"A\": 08 }",
        "{ \"A\": +8 }",
        "{ , \"A\": 8 }",
        "{ /* \n \"A\": 8 }",
    ];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Check_Mistake_SpoilsTheFileAndIsToldInPlainWords(string text)
    {
        var fault = Assert.Single(Check(text));

        Assert.True(fault.SpoilsFile);
        Assert.DoesNotContain(FrameworkWords, word => fault.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public Task Check_Mistake_SaysWhatToWrite() => Approved.IsSaidAsync("Json", Mistakes.Select(row => (row.Data, Task.FromResult<IReadOnlyList<string>>([.. Check(row.Data).Select(fault => fault.Message)]))));

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
            error => Assert.StartsWith("site.json: PhoneServices:Nodes:sub:weight: is written twice", error, StringComparison.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Nodes:third:Address: is missing", error, StringComparison.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Security:AllowedNetworks: holds \"10.1.0.0/33\"", error, StringComparison.Ordinal),
            error => Assert.StartsWith("site.json: PhoneServices:Texts: is a list", error, StringComparison.Ordinal),
            error => Assert.Matches("^site.json: [Uu]rls: is written twice", error));
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

    private static IEnumerable<JsonFault> Check(string text) => JsonFile.Check(System.Text.Encoding.UTF8.GetBytes(text));
}
