using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Deletions;
using ZenVoip.Registry.Domain.Subjects;
using static ZenVoip.Registry.Tests.Lifecycle.ErasedLives;

namespace ZenVoip.Registry.Tests.Lifecycle;

/// <summary>What holds of data that is reported of somebody erased, whatever else is said.</summary>
public sealed class LateDataPropertyTests
{
    [Fact]
    public void Of_who_erases_nothing_none_is_ordered_of_somebody_who_lives() => Sample(taken =>
    {
        var after = taken.After;
        if (after.Status is SubjectStatus.Erasing or SubjectStatus.Erased)
            return;
        Assert.DoesNotContain(after.OpenOrders, order => order.Cause == DeletionBook.LateData
            && !after.Deletions.Erases(order.Controller));
        Assert.DoesNotContain(after.Deletions.Withheld, kept => kept.Cause == DeletionBook.LateData
            && !after.Deletions.Erases(kept.Controller));
    });
}
