using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Management.Access;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.OrderLog;

namespace PhoneServicesProxy.Management.Server;

/// <summary>Maps the endpoints for the gateway's own certificates: the report, and the order to activate one.</summary>
internal static class CertificatesApi
{
    private const string Tag = "Certificates";

    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        api.MapGet("/certificates", ([FromServices] IEnumerable<ReloadingCertificate> certificates) => certificates.Where(one => one.Current is not null).Select(Of).ToArray())
            .WithName("getCertificates")
            .WithTags(Tag)
            .WithSummary("The gateway's own certificates: in force, and waiting on disk.");
        api.MapPost("/certificates/{name}/activate", Activate)
            .WithName("activateCertificate")
            .WithTags(Tag)
            .WithSummary("Puts a certificate into force that ActivateAfter holds back.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Results<Ok<CertificateOrderResult>, ProblemHttpResult> Activate(
        string name, HttpContext context, [FromServices] IEnumerable<ReloadingCertificate> certificates)
    {
        if (certificates.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { Current: not null } certificate)
        {
            return TypedResults.Problem(
                $"There is no such certificate. Write one of: {string.Join(", ", certificates.Where(one => one.Current is not null).Select(one => one.Name))}.",
                statusCode: StatusCodes.Status404NotFound);
        }

        if (certificate.ActivateNow(Caller.Of(context).Words) is not { } activated)
        {
            return TypedResults.Problem($"No certificate for {certificate.Name} is held back.", statusCode: StatusCodes.Status409Conflict);
        }

        var result = new CertificateOrderResult($"The certificate for {certificate.Name} with the SHA-256 fingerprint {activated.Fingerprint} comes into force now.");
        OrderEntry.Of(context)?.Text = result.Text;
        return TypedResults.Ok(result);
    }

    private static CertificateReport Of(ReloadingCertificate certificate) => new(
        certificate.Name, Of(certificate.Current), Of(certificate.Waiting), certificate.Doubt?.Reason, certificate.Doubt?.Text, certificate.Doubt?.Until);

    private static CertificateFacts? Of(ServerCertificate? certificate) => certificate is null
        ? null
        : new(certificate.Certificate.Subject, certificate.Names, certificate.Fingerprint, certificate.NotBefore, certificate.NotAfter);
}
