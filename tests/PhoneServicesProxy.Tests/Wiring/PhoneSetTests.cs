using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Tests.Wiring;

public sealed class PhoneSetTests
{
    private readonly PhoneSet _sut = new();

    [Fact]
    public void Count_PhonesOfDayAndWeek_AreToldApart()
    {
        _sut.Add(1, hour: 1000);
        _sut.Add(2, hour: 1000);
        _sut.Add(2, hour: 1030);
        _sut.Add(2, hour: 1010);
        _sut.Add(3, hour: 1030);

        Assert.Equal(new PhoneCounts(2, 3, false), _sut.Count(1030));
        Assert.Equal(new PhoneCounts(2, 3, false), _sut.Count(1053));
        Assert.Equal(new PhoneCounts(0, 3, false), _sut.Count(1054));
        Assert.Equal(new PhoneCounts(0, 2, false), _sut.Count(1168));
        Assert.Equal(new PhoneCounts(0, 0, false), _sut.Count(1198));
        Assert.Equal(new PhoneCounts(0, 0, false), _sut.Count(1000));
    }

    [Fact]
    public void Add_MorePhonesThanAreCounted_SaysThatThereAreMore()
    {
        for (ulong phone = 0; phone < PhoneSet.Most; phone++)
        {
            _sut.Add(phone, hour: 1);
        }

        Assert.Equal(new PhoneCounts(PhoneSet.Most, PhoneSet.Most, false), _sut.Count(1));
        _sut.Add(PhoneSet.Most, hour: 1);
        Assert.Equal(new PhoneCounts(PhoneSet.Most, PhoneSet.Most, true), _sut.Count(1));

        Assert.Equal(0, _sut.Count(200).Week);
        _sut.Add(PhoneSet.Most, hour: 200);
        Assert.Equal(new PhoneCounts(1, 1, false), _sut.Count(200));
    }
}
