namespace PhoneServicesProxy.Configuration;

/// <summary>A configuration that is being read.</summary>
/// <param name="Root">All layers.</param>
/// <param name="Sound">All layers without values that are invalid by themselves, so rules across several values can still be checked.</param>
/// <param name="SiteFile">The site's last file, which overrides its other files; null if there is none.</param>
/// <param name="Time">
/// Decides which certificates have expired. Null if expiry is no error, because a gateway that does not start helps no phone.
/// </param>
/// <param name="Errors">The list to which errors are added.</param>
internal sealed record ConfigurationDraft(IConfigurationRoot Root, IConfigurationRoot Sound, string? SiteFile, TimeProvider? Time, ErrorList Errors);
