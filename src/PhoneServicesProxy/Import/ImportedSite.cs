using PhoneServicesProxy.IosSlb.Model;

namespace PhoneServicesProxy.Import;

/// <summary>The result of an import.</summary>
/// <param name="Text">The site file; null if there are errors.</param>
/// <param name="Notes">The router's commands that have no counterpart.</param>
/// <param name="Errors">All errors.</param>
internal sealed record ImportedSite(string? Text, IReadOnlyList<ImportNote> Notes, IReadOnlyList<ImportError> Errors);
