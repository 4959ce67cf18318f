namespace PhoneServicesProxy.Exhaustion;

/// <summary>The resource that the gateway itself lacks. The names appear in snake case in metrics.</summary>
internal enum ExhaustedResource
{
    /// <summary>File descriptors, of the process or of the machine.</summary>
    Descriptors,

    /// <summary>Local ports for connections to nodes.</summary>
    Ports,

    /// <summary>Memory of the process, or the kernel's memory for sockets.</summary>
    Memory,

    /// <summary>The process did not run, because it or its machine was stopped.</summary>
    Stalled,

    /// <summary>Pool threads: work waits for one.</summary>
    Threads,
}
