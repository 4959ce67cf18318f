namespace CallManagerSimulator.Pages;

/// <summary>Tomcat's HTML pages, which phones cannot show.</summary>
internal static class ErrorPages
{
    public static Answer Html { get; } = Answer.Html(200, "Service Error", "The page cannot be displayed.");

    public static Answer Forbidden { get; } = Status(403, "Forbidden", "Access to the requested resource has been denied");

    public static Answer NotFound { get; } = Status(404, "Not Found", "The requested resource is not available.");

    public static Answer MethodNotAllowed { get; } = Status(405, "Method Not Allowed", "JSPs only permit GET, POST or HEAD.");

    public static Answer InternalError { get; } = Status(500, "Internal Server Error", "java.lang.NullPointerException");

    public static Answer Unavailable { get; } = Status(503, "Service Unavailable", "This application is not currently available");

    private static Answer Status(int status, string title, string text) =>
        Answer.Html(status, $"HTTP Status {status} - {title}", text);
}
