namespace PhoneServicesProxy.PhoneXml;

/// <summary>Tells if the gateway has a route for a path.</summary>
/// <param name="path">The path of a URL, as a page writes it: without query and session, with its percent signs.</param>
internal delegate bool RoutedPath(ReadOnlySpan<char> path);
