using System.ComponentModel.DataAnnotations;
using System.Reflection;
using PhoneServicesProxy.Composition;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>Whoever has written a wrong value is told what to write, never what a rule is called.</summary>
public sealed class OptionsMessagesTests
{
    public static TheoryData<string, string> Rules() => new(
        Options().SelectMany(type => type.GetProperties().SelectMany(property => property.GetCustomAttributes<ValidationAttribute>().Select(rule => ($"{type.Name}.{property.Name}: {rule.GetType().Name}", rule.ErrorMessage ?? ""))))
            .Where(rule => !rule.Item1.EndsWith(nameof(Microsoft.Extensions.Options.ValidateObjectMembersAttribute), StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Rules))]
    public void ErrorMessage_EachRuleOfEachSetting_SaysWhatToWrite(string rule, string message) =>
        Assert.True(message.StartsWith("Write ", StringComparison.Ordinal) && message.EndsWith('.'), $"{rule}: \"{message}\"");

    [Fact]
    public void Range_EachNumberAndTime_HasOne() => Assert.Empty(
        from type in Options()
        from property in type.GetProperties()
        where property.SetMethod is not null
        where (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var kind && (kind == typeof(int) || kind == typeof(long) || kind == typeof(double) || kind == typeof(TimeSpan))
        where property.GetCustomAttribute<RangeAttribute>() is null
        select $"{type.Name}.{property.Name}");

    /// <summary>All that <see cref="PhoneServicesOptions"/> is made of.</summary>
    private static HashSet<Type> Options()
    {
        var found = new HashSet<Type>();
        Add(typeof(PhoneServicesOptions));
        return found;

        void Add(Type type)
        {
            if (type.Assembly == typeof(PhoneServicesOptions).Assembly && !type.IsEnum && found.Add(type))
            {
                foreach (var property in type.GetProperties())
                {
                    Add(property.PropertyType);
                    foreach (var part in property.PropertyType.GetGenericArguments().SelectMany(argument => argument.GetGenericArguments().Prepend(argument)))
                    {
                        Add(part);
                    }
                }
            }
        }
    }
}
