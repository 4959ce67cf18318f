using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Management;

/// <summary>What holds for every answer: nobody keeps it, frames it, or takes it for something that it is not.</summary>
internal sealed class AnswerRules(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.CacheControl] = "no-store";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
