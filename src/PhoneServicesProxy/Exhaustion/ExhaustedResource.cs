namespace PhoneServicesProxy.Exhaustion;

/// <summary>What the gateway itself has too little of. The names appear in snake case in metrics.</summary>
internal enum ExhaustedResource
{
    /// <summary>File descriptors, of the process or of the machine.</summary>
    Descriptors,

    /// <summary>Local ports for connections to nodes.</summary>
    Ports,

    /// <summary>Memory, the process's or the kernel's for sockets.</summary>
    Memory,

    /// <summary>The process stood still: it was stopped, or its machine was.</summary>
    Stalled,

    /// <summary>Threads of the pool: work waits for one.</summary>
    Threads,
}
