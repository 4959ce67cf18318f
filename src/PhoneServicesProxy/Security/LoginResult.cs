namespace PhoneServicesProxy.Security;

/// <summary>What is known of a login's user and PIN when it has ended.</summary>
internal enum LoginResult
{
    /// <summary>The node did not report a wrong user or PIN.</summary>
    EndedOtherwise,

    /// <summary>They were right. The address keeps its failures, because an attacker may also have an account.</summary>
    Succeeded,

    /// <summary>They were wrong, or the result is unknown.</summary>
    Failed,

    /// <summary>
    /// The node broke off its answer or sent none, so they may have been wrong. The address does not count it,
    /// because a failing node affects all phones of an address at once.
    /// </summary>
    FailedByNode,

    /// <summary>
    /// The user's home cluster may have been unreachable. Device and user do not have to wait for that.
    /// The address counts it, because anybody may claim to have a home cluster.
    /// </summary>
    FailedPerhapsElsewhere,
}
