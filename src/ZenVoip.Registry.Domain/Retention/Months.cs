namespace ZenVoip.Registry.Domain.Retention;

/// <summary>Calendar months in UTC, each written as its first day.</summary>
internal static class Months
{
    extension(DateOnly month)
    {
        public DateTimeOffset Start => new(month, TimeOnly.MinValue, TimeSpan.Zero);

        /// <summary>The last instant that is not yet in the month.</summary>
        public DateTimeOffset Eve => month.Start == DateTimeOffset.MinValue ? month.Start : month.Start - Instants.Step;

        /// <summary>The first instant that is no longer in the month.</summary>
        public DateTimeOffset End => month is { Year: 9999, Month: 12 }
            ? DateTimeOffset.MaxValue
            : new(month.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero);
    }

    public static DateOnly Of(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1);
}
