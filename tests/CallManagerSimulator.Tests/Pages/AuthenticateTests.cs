namespace CallManagerSimulator.Tests.Pages;

public class AuthenticateTests : ClusterTest
{
    [Theory]
    [InlineData("/ccmcip/authenticate.jsp", "UN-AUTHORIZED")]
    [InlineData("/ccmcip/authenticate.jsp?UserID=user1&Password=1&devicename=SEP1", "UN-AUTHORIZED")]
    [InlineData("/ccmcip/authenticate.jsp?UserID=nobody&Password=12345", "UN-AUTHORIZED")]
    [InlineData("/ccmcip/authenticate.jsp?UserID=user1&Password=12345&devicename=SEP1", "AUTHORIZED")]
    [InlineData("/CCMCIP/authenticate.asp?UserID=user1&Password=12345", "AUTHORIZED")]
    public async Task Get_Credentials_AnswersPlainText(string target, string expected)
    {
        using var response = await SendAsync(Publisher, target);

        Assert.Equal("text/plain", response.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(1, Publisher.Counters.AuthenticationsExecuted);
    }

    [Fact]
    public async Task Post_Form_IsTheSame()
    {
        using var form = new FormUrlEncodedContent([new("UserID", "user7"), new("Password", "12345")]);
        using var response = await SendAsync(Publisher, HttpMethod.Post, "/ccmcip/authenticate.jsp", form);

        Assert.Equal("AUTHORIZED", await response.Content.ReadAsStringAsync(Ct));
    }
}
