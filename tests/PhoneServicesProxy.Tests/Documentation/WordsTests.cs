using System.Text.RegularExpressions;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>Most readers learnt English at school: sentences are short, begin with their subject, and use plain words.</summary>
public sealed partial class WordsTests
{
    /// <summary>Words a sentence, on average over a page.</summary>
    private const double Average = 20;

    /// <summary>The longest sentence.</summary>
    private const int Longest = 40;

    [Fact]
    public void Pages_ForAdministrators_HaveShortSentences()
    {
        foreach (var page in Pages.ForAdministrators)
        {
            var sentences = Sentences(page.Prose).Select(sentence => (Text: sentence, Words: sentence.Split(' ').Length)).ToArray();

            Assert.All(sentences, sentence => Assert.True(sentence.Words <= Longest, $"{page.Path}: {sentence.Words} words: {sentence.Text}"));
            Assert.True(sentences.Length == 0 || sentences.Average(sentence => sentence.Words) <= Average, $"{page.Path}: {sentences.Average(sentence => sentence.Words)} words a sentence");
        }
    }

    [Fact]
    public void Pages_ForAdministrators_BeginSentencesWithTheirSubject() =>
        Assert.All(
            Pages.ForAdministrators.SelectMany(page => Sentences(page.Prose).Select(sentence => (page.Path, Text: sentence))).Where(sentence => !sentence.Text.EndsWith('?')),
            sentence => Assert.False(Inverted().IsMatch(sentence.Text), $"{sentence.Path}: {sentence.Text}"));

    [Fact]
    public void Pages_ForAdministrators_UsePlainWords() =>
        Assert.All(
            Pages.ForAdministrators,
            page =>
            {
                var match = Twisted().Match(page.Prose);
                Assert.False(match.Success, $"{page.Path}: {match.Value}");
            });

    /// <summary>Of paragraphs and lists; a row of a table is none.</summary>
    [Theory]
    [InlineData("One two. Three, or four (five). `Six.Seven` is [eight](nine.md).", 3)]
    [InlineData("# A heading\n\n| a | table. With dots. |\n|---|---|\n\n- One is.\n- Two are.", 2)]
    [InlineData("Two\nlines: `appsettings.json`, 0.5 s.\n\nAnother one", 2)]
    public void Sentences_OfText(string text, int expected) => Assert.Equal(expected, Sentences(text).Count());

    [Theory]
    [InlineData("What leads on is the address.", true)]
    [InlineData("Where nobody answers, it waits.", true)]
    [InlineData("Whatever, however.", true)]
    [InlineData("Whether it is up is shown.", false)]
    [InlineData("The gateway says where it is.", false)]
    public void Inverted_OfSentence(string sentence, bool expected) => Assert.Equal(expected, Inverted().IsMatch(sentence));

    private static IEnumerable<string> Sentences(string prose)
    {
        foreach (var paragraph in Paragraphs().Split(prose))
        {
            var lines = paragraph.Split('\n').Where(line => !line.StartsWith('|') && !line.StartsWith('#') && line.Trim().Length > 0);
            foreach (var item in Items().Split(string.Join('\n', lines)))
            {
                var text = Link().Replace(Code().Replace(item, "Code"), "$1");
                foreach (var sentence in End().Split(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(sentence => sentence.Contains(' ', StringComparison.Ordinal)))
                {
                    yield return sentence;
                }
            }
        }
    }

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"^\s*(?:[-*]|\d+\.) ", RegexOptions.Multiline)]
    private static partial Regex Items();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=[.!?][)*]*) (?=[A-Z`*""])")]
    private static partial Regex End();

    [GeneratedRegex(@"^\**(What|Who|Where|Whoever|Whatever|Wherever)\b")]
    private static partial Regex Inverted();

    [GeneratedRegex(@"\b(so that|anew|in the place of|as it stands|from then on|whoever|in the stead)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Twisted();
}
