using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Grains.Json;

namespace ZenVoip.Registry.Tests.Decisions;

public sealed class ProfileReaderTests
{
    [Fact]
    public void What_is_written_is_read_back() => Any.Profile.Sample(
        profile =>
        {
            var written = Written(profile);

            Assert.Equal(written, Written(ProfileReader.Read(written)));
        },
        iter: 20_000);

    [Fact]
    public void Every_part_of_a_profile_is_read()
    {
        var properties = typeof(DecisionProfile).GetProperties().Where(property => property.CanWrite).ToArray();
        var full = Any.Profile.Array[200].Single();

        Assert.All(properties, property => Assert.Contains(full, profile =>
            property.GetValue(profile) is not (false or System.Collections.ICollection { Count: 0 })));
    }

    [Fact]
    public void Null_is_as_good_as_absent_within_a_part_and_unknown_fields_are_passed_over()
    {
        var read = Read("""
            {"later":{"status":[1,{}]},"jurisdictions":[{"expiresAt":null,"code":"DE"}],"status":"ACTIVE",
             "suspectedMinor":false,"relationships":[],"addresses":[],"answers":[],"restrictions":[],
             "optOuts":[{"controller":"zenvoip","purpose":null,"channel":null,"link":null,"source":"STOP",
             "at":"2026-11-28T00:00:00+00:00","more":[]}]}
            """);

        Assert.Equal(new ObservedIn(Jurisdiction.Read("DE")!.Value, null), Assert.Single(read.Jurisdictions));
        Assert.Null(Assert.Single(read.OptOuts).Purpose);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"status":"WELL"}""")]
    [InlineData("""{"status":"ACTIVE"}{}""")]
    [InlineData("""{"status":"ACTIVE" """)]
    [InlineData("""{"status":"ACTIVE","answers":{}}""")]
    [InlineData("""{"status":"ACTIVE","answers":null}""")]
    [InlineData("""{"status":"ACTIVE","answers":[null]}""")]
    [InlineData("""{"status":"ACTIVE","answers":[{"controller":"zenvoip"}]}""")]
    [InlineData("""{"status":"ACTIVE","relationships":[{"controller":"","kind":"CUSTOMER"}]}""")]
    [InlineData("""{"status":"ACTIVE","suspectedMinor":"no"}""")]
    [InlineData("""{"status":"ACTIVE","addresses":[{"link":"0","type":"PHONE"}]}""")]
    public void What_is_no_profile_is_an_exception(string stored) =>
        Assert.ThrowsAny<Exception>(() => Read(stored));

    [Fact]
    public void A_profile_that_lacks_any_part_is_none_for_nothing_must_read_as_no_objection()
    {
        var whole = JsonNode.Parse(Written(new DecisionProfile { Status = SubjectStatus.Active }))!.AsObject();
        Assert.Equal(8, whole.Count);

        Assert.All(whole.Select(part => part.Key), name =>
        {
            var lacking = whole.DeepClone().AsObject();
            lacking.Remove(name);
            Assert.ThrowsAny<JsonException>(() => Read(lacking.ToJsonString()));
        });
    }

    private static byte[] Written(DecisionProfile profile) =>
        JsonSerializer.SerializeToUtf8Bytes(profile, RegistryJson.Options);

    private static DecisionProfile Read(string stored) => ProfileReader.Read(Encoding.UTF8.GetBytes(stored));
}
