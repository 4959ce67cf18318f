// Most of these tests wait for processes and clocks. With one for each processor the machine would be idle half of the time.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
[assembly: TestCollectionOrderer(typeof(PhoneServicesProxy.SystemTests.Gateway.LongestFirst))]
