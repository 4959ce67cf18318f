namespace PhoneServicesProxy.TestKit.Walk;

/// <summary>The steps of a user at a phone. They begin with a button, and then use only the items of pages.</summary>
internal static class Walks
{
    /// <summary>Runs all walks, one after another.</summary>
    public static async Task EverythingAsync(WalkingPhone phone)
    {
        await EveryMenuItemAsync(phone);
        await LogInAsync(phone, "user1", "12345");
        await LogOutAsync(phone);
        await SearchDirectoryAsync(phone);
        await BrowsePersonalDirectoryAsync(phone);
        await phone.PressButtonAsync("/ccmcip/idle.jsp");
        await phone.RefreshAsync();
    }

    public static async Task EveryMenuItemAsync(WalkingPhone phone)
    {
        await phone.PressButtonAsync("/ccmcip/getservicesmenu.jsp");
        var items = phone.MenuItems;
        Require(items.Count > 0, phone);
        foreach (var item in items)
        {
            await phone.PressButtonAsync("/ccmcip/getservicesmenu.jsp");
            await phone.SelectAsync(item);
            Require(phone.Display.StartsWith("CiscoIPPhone", StringComparison.Ordinal), phone);
        }
    }

    public static async Task LogInAsync(WalkingPhone phone, string user, string pin)
    {
        await phone.PressButtonAsync("/ccmcip/getservicesmenu.jsp");
        await phone.SelectAsync("Extension Mobility");
        await phone.SubmitAsync(user, pin);
    }

    public static async Task LogOutAsync(WalkingPhone phone)
    {
        await phone.PressButtonAsync("/CCMCIP/getservicesmenu.asp");
        await phone.SelectAsync("Extension Mobility");
        await phone.PressKeyAsync("Yes");
        Require(phone.Display.Contains("Logout Successful", StringComparison.Ordinal), phone);
    }

    /// <returns>The number of pages of names.</returns>
    public static async Task<int> SearchDirectoryAsync(WalkingPhone phone)
    {
        await phone.PressButtonAsync("/ccmcip/xmldirectory.jsp");
        await phone.SelectAsync("Corporate Directory");
        await phone.SubmitAsync("", "");
        var pages = 1;
        for (; phone.HasKey("Next"); pages++)
        {
            await phone.PressKeyAsync("Next");
            Require(phone.Display.StartsWith("CiscoIPPhoneDirectory", StringComparison.Ordinal), phone);
        }

        await phone.PressKeyAsync("Search");
        Require(phone.Display.StartsWith("CiscoIPPhoneInput Directory Search", StringComparison.Ordinal), phone);
        return pages;
    }

    public static async Task BrowsePersonalDirectoryAsync(WalkingPhone phone)
    {
        await phone.PressButtonAsync("/ccmpd/pdCheckLogin.do?name=SEP001122334455");
        await phone.SubmitAsync("user1", "12345");
        await phone.SelectAsync("Personal Address Book");
        await phone.PressKeyAsync("Back");
        Require(phone.MenuItems.Contains("Personal Fast Dials"), phone);
    }

    private static void Require(bool holds, WalkingPhone phone)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The phone shows: {phone.Display}");
        }
    }
}
