namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>Requests as phones were seen to send them, malformed Accept-Charset and empty Cookie included; the paths are ours.</summary>
internal static class CapturedRequests
{
    public const string Ip7921 = """
        GET /CCMCIP/GetServicesMenu.asp HTTP/1.0
        User-Agent: Allegro-Software-WebClient/3.12
        Host:10.89.31.78:8000
        x-CiscoIPPhoneModelName: CP-7921G
        x-CiscoIPPhoneDisplay: 176, 140, 16, C
        x-CiscoIPPhoneSDKVersion: 4.1.3
        Accept: x-CiscoIPPhone/Directory, x-CiscoIPPhone/Execute, x-CiscoIPPhone/IconMenu, x-CiscoIPPhone/IconFileMenu, x-CiscoIPPhone/Image, x-CiscoIPPhone/ImageFile, x-CiscoIPPhone/GraphicMenu, x-CiscoIPPhone/GraphicFileMenu, x-CiscoIPPhone/Input, x-CiscoIPPhone/Menu, x-CiscoIPPhone/Text, image/png, text/*
        Accept-Language: en
        Accept-Charset: iso-8859-1
        Connection: Close
        Cookie: ASPSESSIONIDQQDQSBSQ=GMCFNOAAHHPBBOHLABNHCDAF


        """;

    public const string Ip7970Of2006 = """
        GET /ccmcip/xmldirectory.jsp?demo=text HTTP/1.1
        Host: 192.168.178.3
        Connection: close
        User-Agent: Allegro-Software-WebClient/4.20
        Accept: x-CiscoIPPhone/*;version=3.0, text/*,image/png,*/*
        Accept-Language: en
        Accept-Charset: iso-8859-1


        """;

    public const string Ip7970 = """
        GET /emapp/EMAppServlet?device=SEP0013C3D4E5F6 HTTP/1.1
        Host: 192.168.178.3:2001
        User-Agent: Allegro-Software-WebClient/4.34
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*
        Accept-Language: en
        Accept-Charset: utf-8,;q=0.8
        x-CiscoIPPhoneModelName: CP-7970G
        x-CiscoIPPhoneSDKVersion: 8.5.1
        x-CiscoIPPhoneDisplay: 298,168,12,C


        """;

    public const string Ip7942 = """
        GET /ccmcip/xmldirectory.jsp HTTP/1.1
        Host: 10.1.1.1:8080
        Connection: close
        Cookie: 
        User-Agent: Allegro-Software-WebClient/4.34
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*
        Accept-Language: en_US
        Accept-Charset: iso-8859-1,utf-8;q=0.8
        x-CiscoIPPhoneModelName: CP-7942G
        x-CiscoIPPhoneSDKVersion: 6.0.2
        x-CiscoIPPhoneDisplay: 298,144,3,G


        """;

    public const string Ip8841 = """
        GET /emapp/EMAppServlet?device=SEP74A02FC09CDF&EMCC=true&loginType=DN HTTP/1.1
        Host: 10.106.111.100:8080
        Accept: x-CiscoIPPhone/*, text/*,image/png,*/*
        Accept-Language: en_US
        Accept-Charset: utf-8,;q=0.8
        x-CiscoIPPhoneModelName: CP-8841
        x-CiscoIPPhoneSDKVersion: 8.5.1
        x-CiscoIPPhoneDisplay: 559, 265, 24, C


        """;
}
