namespace CallManagerSimulator.Tests.Transport;

public class RecorderTests : ClusterTest
{
    // Blanks, empty values, case and order as phones send them: none may be lost in recording.
    private const string PhoneHead =
        "GET /emapp/EMAppServlet?device=SEP74A02FC09CDF&EMCC=true&loginType=DN HTTP/1.1\r\nHost:10.89.31.78:8000\r\nCookie: \r\n"
        + "Accept: x-CiscoIPPhone/*, text/*,image/png,*/*\r\nAccept-Charset: utf-8,;q=0.8\r\nx-CiscoIPPhoneDisplay: 559, 265, 24, C\r\n"
        + "X-Latin: \u00e4\r\n\r\n";

    private const string PostHead = "POST /ccmcip/authenticate.jsp HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: 28\r\n\r\n";

    protected override SimulatedClusterOptions Options => new() { RecordRequests = true };

    [Fact]
    public async Task ReceivedRequests_OneByOne_AreTheBytesOfTheWire()
    {
        using var connection = await RawConnection.OpenAsync(Publisher);

        await connection.SendAsync(PhoneHead);
        await connection.ReadAnswerAsync();
        await connection.SendAsync(PostHead + "UserID=u%31&Password=1%0D%0A");
        await connection.ReadAnswerAsync();
        await connection.SendAsync(PhoneHead);
        await connection.ReadAnswerAsync();

        Assert.Equal([PhoneHead, PostHead, PhoneHead], Publisher.ReceivedRequests);
    }

    [Fact]
    public async Task ReceivedRequests_Pipelined_AreKeptApart()
    {
        using var connection = await RawConnection.OpenAsync(Publisher);

        await connection.SendAsync(PhoneHead + PhoneHead);
        await WaitForAsync(() => Publisher.ReceivedRequests.Count == 2);

        Assert.Equal([PhoneHead, PhoneHead], Publisher.ReceivedRequests);
    }

    [Fact]
    public async Task ReceivedRequests_AfterAFault_HoldWhatWasNotAnswered()
    {
        await Publisher.SetFaultAsync(NodeFault.Hang, Ct);
        using var connection = await RawConnection.OpenAsync(Publisher);

        await connection.SendAsync(PhoneHead);
        await WaitForAsync(() => Publisher.ReceivedRequests.Count == 1);

        Assert.Equal(PhoneHead, Publisher.ReceivedRequests[0]);
    }
}
