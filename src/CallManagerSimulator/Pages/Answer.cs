using System.Text;

namespace CallManagerSimulator.Pages;

/// <summary>A node's answer, before a fault changes it.</summary>
internal sealed record Answer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Value of a Refresh header.</summary>
    public string? Refresh { get; init; }

    public static Answer Xml(string xml) => new(200, "text/xml;charset=utf-8", Encoding.UTF8.GetBytes(xml));

    public static Answer Text(string text) => new(200, "text/plain", Encoding.UTF8.GetBytes(text));

    public static Answer Html(int status, string title, string text) => new(
        status,
        "text/html;charset=utf-8",
        Encoding.UTF8.GetBytes(
            $"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1><hr><p>{text}</p></body></html>"));
}
