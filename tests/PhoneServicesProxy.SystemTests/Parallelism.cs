// Most of these tests wait for processes and clocks. With four of them side by side two processors are idle a quarter of the time, with three nearly half.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(PhoneServicesProxy.SystemTests.Gateway.LongestFirst))]
