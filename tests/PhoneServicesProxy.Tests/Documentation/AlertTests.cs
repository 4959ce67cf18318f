using System.Text.RegularExpressions;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>Each alert leads to its paragraph, and each paragraph belongs to an alert.</summary>
public sealed partial class AlertTests
{
    private const string Runbooks = "file:///usr/share/doc/phone-services-proxy/examples/docs/troubleshoot.md#";

    private static readonly MarkdownPage Page = Pages.Read("deploy/docs/troubleshoot.md");
    private static readonly string Alerts = File.ReadAllText(Path.Combine(Pages.Root, "deploy", "prometheus", "alerts.yml"));

    [Fact]
    public void Troubleshoot_HasAParagraphForEachAlert()
    {
        string[] alerts = [.. Alert().Matches(Alerts).Select(match => match.Groups["name"].Value)];

        Assert.InRange(alerts.Length, 20, int.MaxValue);
        Assert.Equal(alerts.Order(StringComparer.Ordinal), Page.Headings.Where(heading => heading.StartsWith("PhoneServices", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Alerts_EachRunbook_IsItsParagraph()
    {
        foreach (Match alert in Alert().Matches(Alerts))
        {
            var anchor = alert.Groups["name"].Value.ToLowerInvariant();

            Assert.Contains(anchor, Page.Anchors);
            Assert.Contains($"runbook_url: {Runbooks}{anchor}\n", alert.Value, StringComparison.Ordinal);
        }
    }

    /// <summary>The page of what the alert is about: it has such a variable, and the alert such a label.</summary>
    [Fact]
    public void Alerts_EachDashboard_IsShippedAndHasTheVariable()
    {
        foreach (Match alert in Alert().Matches(Alerts))
        {
            var link = Dashboard().Match(alert.Value);

            Assert.True(link.Success, alert.Value);
            var dashboard = Directory.GetFiles(Path.Combine(Pages.Root, "deploy", "grafana", "dashboards")).Select(File.ReadAllText)
                .Single(text => text.Contains($"\"uid\": \"{link.Groups["uid"].Value}\"", StringComparison.Ordinal));
            Assert.Contains($"\"name\": \"{link.Groups["variable"].Value}\"", dashboard, StringComparison.Ordinal);
            Assert.Equal(link.Groups["variable"].Value, link.Groups["label"].Value.Replace("instance", "gateway", StringComparison.Ordinal));
        }
    }

    /// <summary>A paragraph says first whom the alert wakes.</summary>
    [Fact]
    public void Troubleshoot_EachParagraph_BeginsWithTheSeverity() =>
        Assert.All(
            Alert().Matches(Alerts),
            alert => Assert.StartsWith(
                alert.Groups["severity"].Value,
                Page.Section(alert.Groups["name"].Value).Trim(),
                StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"dashboard_url: ""http://127\.0\.0\.1:3000/d/(?<uid>[\w-]+)\?var-(?<variable>\w+)={{ \$labels\.(?<label>\w+) \| urlquery }}""\n")]
    private static partial Regex Dashboard();

    [GeneratedRegex(@"- alert: (?<name>\w+)\n(?:(?! +- alert).*\n)*? +labels: \{ severity: (?<severity>\w+) \}\n(?:(?! +- (alert|name)).+\n)*")]
    private static partial Regex Alert();
}
