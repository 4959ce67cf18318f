using PhoneServicesProxy.IosSlb.Model;

namespace PhoneServicesProxy.Import;

/// <summary>What came of an import.</summary>
/// <param name="Text">The site file; none where there are errors.</param>
/// <param name="Notes">What has no counterpart.</param>
/// <param name="Errors">Everything that is wrong.</param>
internal sealed record ImportedSite(string? Text, IReadOnlyList<ImportNote> Notes, IReadOnlyList<ImportError> Errors);
