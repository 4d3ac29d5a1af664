using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;
using ZenVoip.Registry.Server.Subjects;
using ZenVoip.Registry.Server.Webhooks;
using ZenVoip.Registry.Tests.Deletions;
using ZenVoip.Registry.Tests.Security;
using ZenVoip.Registry.Tests.Subjects;

namespace ZenVoip.Registry.Tests.Webhooks;

/// <summary>What a holder system holds, and who answers for one that is gone.</summary>
public sealed class HolderReaderTests
{
    private static readonly HolderReader Reader = new(
        Told.Rules,
        new Receivers(Options.Create(new WebhookOptions()), TestKeys.Environment(Environments.Production)));

    [Theory]
    [InlineData(false, false, "CATEGORIES_REQUIRED")]
    [InlineData(false, true, null)]
    [InlineData(true, false, null)]
    public void Only_a_system_that_is_registered_may_hold_nothing_any_more(bool isKnown, bool holds, string? code)
    {
        var asked = new AskedSystem(
            "store", holds ? [Office.CallRecords] : [], WebhookUrl: null, ConfirmWithin: null, Notices: false);

        Assert.Equal(code, Reader.Read(asked, isKnown, out var system)?.Code);
        Assert.Equal(code is null ? asked.Categories.Count : null, system?.Categories.Length);
    }

    [Theory]
    [InlineData("registry:admin", null, true)]
    [InlineData("rights:manage", null, true)]
    [InlineData("subjects:read", null, false)]
    [InlineData("registry:admin", "store", true)]
    [InlineData("registry:admin", "billing", false)]
    public void An_operator_answers_for_every_system_with_a_token_that_names_none(
        string scope, string? system, bool answers)
    {
        var caller = new Caller("office", [Scopes.DeletionsConfirm, scope], system);

        Assert.Equal(
            answers, MustBeHolder(caller) && caller.MaySee(new WorkPlace("ord_1", "sub_1", "store", Version: 1)));
    }

    private static bool MustBeHolder(Caller caller)
    {
        try
        {
            caller.MustBeHolder();
            return true;
        }
        catch (GraphFault)
        {
            return false;
        }
    }
}
