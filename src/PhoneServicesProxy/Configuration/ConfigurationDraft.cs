namespace PhoneServicesProxy.Configuration;

/// <summary>A configuration that is being read.</summary>
/// <param name="Root">All layers.</param>
/// <param name="Sound">The same without values that are wrong in themselves, so that what depends on several values is still checked.</param>
/// <param name="SiteFile">The file of the site that wins over its others; null where there is none.</param>
/// <param name="Time">Tells which certificates have expired; null where that is no error, since a gateway that does not start helps no phone.</param>
/// <param name="Errors">Where errors are added.</param>
internal sealed record ConfigurationDraft(IConfigurationRoot Root, IConfigurationRoot Sound, string? SiteFile, TimeProvider? Time, ErrorList Errors);
